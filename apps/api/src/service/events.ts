import type { CheckoutEvent, EventPage, ListEvents } from '@checkout/schemas/event';
import type { Actor } from '../db/audit.ts';
import { referenceOf, sessionIdOf } from '../db/session-reference.ts';
import type { Deps } from '../deps.ts';
import { type EventFilter, eventsAfter } from '../events/list.ts';
import { numberEvents } from '../events/numbering.ts';
import { EVENTS_KEY } from '../events/signal.ts';

/** What the token of a call may see. */
export type Reader = { readonly owner: Actor | null; readonly mayPay: boolean };

type Asked = Pick<ListEvents, 'types' | 'sessionId'>;

/** `events.list`: those behind a cursor, in order. */
export async function listEvents(
  deps: Deps,
  { after, limit, ...asked }: ListEvents,
  reader: Reader,
): Promise<EventPage> {
  await numberEvents(deps.db);
  const filter = await filterOf(deps, asked, reader);
  const { events, position } = await eventsAfter(deps.db, { ...filter, after: Number(after ?? 0), limit });
  return { events: events.map(({ event }) => seenBy(reader, event)), cursor: String(position) };
}

/** Read at once, so that one that begins from the first event holds no long list in memory. */
const A_READ = 100;
/** Where an announcement was lost, events are looked for after this time. */
const LOOK_AGAIN_MS = 5_000;

/** `events.watch`: those behind a position, and each further one when it is written, with its position. Ends when the signal is aborted. */
export async function* watchEvents(
  deps: Deps,
  { after, ...asked }: Asked & { readonly after: number },
  reader: Reader,
  signal: AbortSignal,
): AsyncGenerator<{ readonly position: number; readonly event: CheckoutEvent }, void, void> {
  const filter = await filterOf(deps, asked, reader);
  using watcher = deps.changes.watch(EVENTS_KEY);
  let seen = after;
  while (!signal.aborted) {
    await numberEvents(deps.db);
    const { events, position } = await eventsAfter(deps.db, { ...filter, after: seen, limit: A_READ });
    for (const { event, at } of events) yield { position: at, event: seenBy(reader, event) };
    seen = position;
    if (events.length < A_READ) await watcher.next(LOOK_AGAIN_MS, signal);
  }
}

async function filterOf({ db }: Deps, { types, sessionId }: Asked, { owner }: Reader): Promise<EventFilter> {
  // A reference without a session names no event.
  const id = sessionId === undefined ? undefined : ((await sessionIdOf(db, sessionId)) ?? sessionId);
  return { types, sessionId: id, owner };
}

/** A session's id permits paying it: without `pay` its reference stands in its place. */
function seenBy({ mayPay }: Reader, event: CheckoutEvent): CheckoutEvent {
  const { sessionId, data } = event;
  if (mayPay || sessionId === null) return event;
  const reference = referenceOf(sessionId);
  const session = data.session === null ? null : { ...data.session, sessionId: reference };
  return { ...event, sessionId: reference, data: { ...data, session } };
}
