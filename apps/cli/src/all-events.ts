import type { CheckoutClient, CheckoutEvent } from '@checkout/client';

type EventsInput = Parameters<CheckoutClient['events']['list']['query']>[0];
export type EventTypes = EventsInput['types'];
type Filter = Pick<EventsInput, 'types' | 'sessionId'>;

const A_PAGE = 500;

/** Rare, so that its list ends at once: the cursor of a list's end is behind all events, of other types too. */
const RARE: EventTypes = ['endpoint.paused'];

/** The cursor behind all events that there are. */
export async function lastCursor(client: CheckoutClient): Promise<string> {
  return (await eventsBehind(client, 0, { types: RARE })).cursor;
}

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
    const found = await eventsBehind(client, after, filter);
    if (found.events.length >= limit || after === 0)
      return { events: found.events.slice(-limit), cursor: found.cursor };
  }
}

async function eventsBehind({ events }: CheckoutClient, after: number, filter: Filter) {
  const found: CheckoutEvent[] = [];
  let cursor = String(after);
  for (;;) {
    const page = await events.list.query({ ...filter, after: cursor, limit: A_PAGE });
    found.push(...page.events);
    cursor = page.cursor;
    if (page.events.length < A_PAGE) return { events: found, cursor };
  }
}
