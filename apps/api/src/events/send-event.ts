import type { Trying } from '@checkout/schemas/endpoint';
import type { CheckoutEvent } from '@checkout/schemas/event';
import type { endpoints } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { signatureHeaders } from './sign.ts';

/** The endpoint of `EVENTS_URL`. */
export const CONFIGURED_ID = 'ep_configured';

/** Sends an event once, signed with every secret of the endpoint that is still good. */
export function sendEvent(
  event: CheckoutEvent,
  { id, url, secrets }: Pick<typeof endpoints.$inferSelect, 'id' | 'url' | 'secrets'>,
  deps: Pick<Deps, 'eventSender' | 'configuredSecrets' | 'now' | 'tracing'>,
): Promise<Trying> {
  const at = deps.now();
  const body = JSON.stringify(event);
  const valid = secrets.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > at);
  // `EVENTS_SECRET` as it is now: the database has it as it was at the start.
  const configured = id === CONFIGURED_ID ? deps.configuredSecrets() : [];
  // A node that has not been told of `EVENTS_URL` yet signs with what another has stored.
  const signing = configured.length > 0 ? configured : valid.map(({ secret }) => secret);
  const headers = signatureHeaders({ id: event.id, body }, signing, at);
  const traceparent = deps.tracing.current();
  return deps.eventSender.send({
    url,
    headers: traceparent === null ? headers : { ...headers, traceparent },
    body,
  });
}
