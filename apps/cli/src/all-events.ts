import type { CheckoutClient, CheckoutEvent } from '@checkout/client';

type EventsInput = Parameters<CheckoutClient['events']['list']['query']>[0];
export type EventTypes = EventsInput['types'];
type Filter = Pick<EventsInput, 'types' | 'sessionId'>;

/** Names no session, so its list is empty, and the cursor of an empty list is behind all events. */
const NO_SESSION = `ref_${'0'.repeat(32)}`;

/** The cursor behind all events that there are. */
export async function lastCursor({ events }: CheckoutClient): Promise<string> {
  return (await events.list.query({ sessionId: NO_SESSION, limit: 1 })).cursor;
}

const A_PAGE = 500;

/** The newest events, the oldest of them first, and the cursor behind them. */
export async function newestEvents(
  client: CheckoutClient,
  limit: number,
  filter: Filter,
): Promise<{ readonly events: readonly CheckoutEvent[]; readonly cursor: string }> {
  const end = Number(await lastCursor(client));
  // A filter may leave few of them, so ever more is read.
  for (let back = limit; ; back *= 8) {
    const after = Math.max(0, end - back);
    const found = await eventsBetween(client, after, filter);
    if (found.events.length >= limit || after === 0)
      return { events: found.events.slice(-limit), cursor: found.cursor };
  }
}

async function eventsBetween({ events }: CheckoutClient, after: number, filter: Filter) {
  const found: CheckoutEvent[] = [];
  let cursor = String(after);
  for (;;) {
    const page = await events.list.query({ ...filter, after: cursor, limit: A_PAGE });
    found.push(...page.events);
    cursor = page.cursor;
    if (page.events.length < A_PAGE) return { events: found, cursor };
  }
}
