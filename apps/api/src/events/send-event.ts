import type { Trying } from '@checkout/schemas/endpoint';
import type { CheckoutEvent } from '@checkout/schemas/event';
import type { endpoints } from '../db/schema.ts';
import type { Sender } from './send.ts';
import { signatureHeaders } from './sign.ts';

/** The endpoint of `EVENTS_URL`. */
export const CONFIGURED_ID = 'ep_configured';

type Sending = {
  readonly eventSender: Sender;
  /** `EVENTS_SECRET` as it is now: the database has it as it was at the start. */
  readonly configuredSecrets: () => readonly string[];
  readonly now: () => Date;
};

/** Sends an event once, signed with every secret of the endpoint that is still good. */
export function sendEvent(
  event: CheckoutEvent,
  { id, url, secrets }: Pick<typeof endpoints.$inferSelect, 'id' | 'url' | 'secrets'>,
  { eventSender, configuredSecrets, now }: Sending,
): Promise<Trying> {
  const at = now();
  const body = JSON.stringify(event);
  const valid = secrets.filter(({ endsAt }) => endsAt === null || new Date(endsAt) > at);
  const configured = id === CONFIGURED_ID ? configuredSecrets() : [];
  // A node that has not been told of `EVENTS_URL` yet signs with what another has stored.
  const signing = configured.length > 0 ? configured : valid.map(({ secret }) => secret);
  const headers = signatureHeaders({ id: event.id, body }, signing, at);
  return eventSender.send({ url, headers, body });
}
