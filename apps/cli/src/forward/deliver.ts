import type { CheckoutEvent } from '@checkout/client';
import { Webhook } from 'standardwebhooks';

/** As the checkout's own deliveries. */
const TIME_LIMIT_MS = 15_000;
const SHOWN_CHARACTERS = 200;

export type Receiver = {
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
};

export type Response = {
  /** HTTP status; null where there was none. */
  readonly status: number | null;
  /** Milliseconds. */
  readonly duration: number;
  /** The beginning of the body, or why there was no response. */
  readonly answer: string;
};

/** Whether the receiver has taken the event. */
export const isTaken = ({ status }: Response): boolean => status !== null && status >= 200 && status < 300;

/**
 * Sends one event as the checkout does: Standard Webhooks, one POST, no redirect followed. Signed when it is sent, as each try of the
 * checkout is. Never throws: what went wrong is in the response.
 */
export async function deliver(
  event: CheckoutEvent,
  { url, secret }: Receiver,
  signal?: AbortSignal,
): Promise<Response> {
  const body = JSON.stringify(event);
  const now = new Date();
  const begun = performance.now();
  const ended = (status: number | null, answer: string): Response => ({
    status,
    duration: Math.round(performance.now() - begun),
    answer: answer.replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN_CHARACTERS),
  });
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'checkout-events',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(event.id, now, body),
      },
      body,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    return ended(response.status, await response.text().catch(() => ''));
  } catch (error) {
    return ended(null, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no response';
  if (error.name === 'TimeoutError') return `no response within ${TIME_LIMIT_MS / 1000} s`;
  // fetch has the reason in the cause alone.
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ECONNREFUSED' ? 'nothing listens there' : `no response (${String(code ?? error.message)})`;
}

/** "204 in 12 ms", with the body of a refusal. */
export function responseText(response: Response): string {
  const { status, duration, answer } = response;
  const more = isTaken(response) || answer === '' ? '' : `: ${answer}`;
  return status === null ? answer : `${status} in ${duration} ms${more}`;
}
