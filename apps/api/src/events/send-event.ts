import type { Trying } from '@checkout/schemas/endpoint';
import type { CheckoutEvent } from '@checkout/schemas/event';
import type { endpoints } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { signatureHeaders } from './sign.ts';

/** Sends an event once, signed with every secret of the endpoint that is still good. */
export function sendEvent(
  event: CheckoutEvent,
  { url, secrets }: Pick<typeof endpoints.$inferSelect, 'url' | 'secrets'>,
  { eventSender, now, tracing }: Pick<Deps, 'eventSender' | 'now' | 'tracing'>,
): Promise<Trying> {
  const at = now();
  const body = JSON.stringify(event);
  const valid = secrets.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > at);
  const headers = signatureHeaders(
    { id: event.id, body },
    valid.map(({ secret }) => secret),
    at,
  );
  const traceparent = tracing.current();
  return eventSender.send({
    url,
    headers: traceparent === null ? headers : { ...headers, traceparent },
    body,
  });
}
