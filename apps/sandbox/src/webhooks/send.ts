import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { WebhookFault } from '../control/types.ts';
import type { Delivery, DeliveryAttempt, WebhookEndpoint } from './types.ts';

export type SendDeps = {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly closing: AbortSignal;
};

type Signed = { readonly id: string; readonly timestamp: number; readonly body: string };

/**
 * Svix's signature: HMAC-SHA256 over `{id}.{timestamp in seconds}.{raw body}` with the decoded part of the
 * secret after `whsec_`. Held to Svix's published vector.
 */
export function sign(secret: string, { id, timestamp, body }: Signed): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Receivers must refuse timestamps more than 300 s away (documented); this is well beyond. */
const staleSeconds = 3600;

/** A signature of the right form that matches nothing. */
const wrongSecret = `whsec_${Buffer.from('not the secret of this webhook').toString('base64')}`;

function headersFor(
  endpoint: WebhookEndpoint,
  delivery: Delivery,
  now: number,
  fault: WebhookFault['kind'] | null,
) {
  // Real time, also when the tenant's clock is ahead: the receiver compares it with its own clock.
  const timestamp = Math.floor(now / 1000) - (fault === 'stale_timestamp' ? staleSeconds : 0);
  const secret = fault === 'bad_signature' ? wrongSecret : endpoint.secret;
  return {
    'content-type': 'application/json',
    'user-agent': 'Svix-Webhooks/inflow-sandbox',
    'svix-id': delivery.id,
    'svix-timestamp': String(timestamp),
    'svix-signature': sign(secret, { id: delivery.id, timestamp, body: delivery.body }),
  };
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return 'no response in time';
  return error.cause instanceof Error ? error.cause.message : error.message;
};

/** One POST to the endpoint. Never rejects: a failure is part of the result. Redirects are not followed. */
export async function sendOnce(
  deps: SendDeps,
  endpoint: WebhookEndpoint,
  delivery: Delivery,
  fault: WebhookFault['kind'] | null,
): Promise<DeliveryAttempt> {
  const headers = headersFor(endpoint, delivery, deps.clock.real(), fault);
  const at = new Date(deps.clock.now()).toISOString();
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(deps.timeoutMs), deps.closing]);
    const response = await deps.fetch(endpoint.webhookUrl, {
      method: 'POST',
      headers,
      body: delivery.body,
      redirect: 'manual',
      signal,
    });
    await response.body?.cancel();
    return { at, headers, status: response.status, error: null };
  } catch (error) {
    return { at, headers, status: null, error: reasonOf(error) };
  }
}
