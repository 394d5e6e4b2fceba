import type { CheckoutEvent, EventType } from '@checkout/schemas/event';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { events } from '../db/schema.ts';
import { prepared, selected } from '../db/statements.ts';
import { type EventRow, eventView } from './event-view.ts';

export type EventFilter = {
  readonly types?: readonly EventType[] | undefined;
  readonly sessionId?: string | undefined;
  /** Of sessions that this service made; null: of all. */
  readonly owner: string | null;
};

/** `at`: its position. */
export type Positioned = { readonly at: number; readonly event: CheckoutEvent };
export type EventsAfter = { readonly events: readonly Positioned[]; readonly position: number };

const NAMES = ['id', 'type', 'createdAt', 'sessionId', 'sequence', 'data'] as const;
const value = sql.placeholder;
type Found = EventRow & { readonly at: number };

const isOwned = sql`(${value('owner')}::text is null or data -> 'session' ->> 'createdBy' = ${value('owner')}::text)`;

const listing = prepared<Found, { after: number; limit: number; owner: string | null }>(
  'list_events',
  sql`
    select ${selected(events, { names: NAMES })}, position::float8 as at from events
    where position > ${value('after')}::bigint and ${isOwned} order by position limit ${value('limit')}::int`,
);
const listingTypes = prepared<Found, { after: number; limit: number; types: string[]; owner: string | null }>(
  'list_events_of_types',
  sql`
    select found.* from unnest(${value('types')}::text[]) as wanted, lateral (
      select ${selected(events, { names: NAMES })}, position::float8 as at from events
      -- Said as a range of pairs, so that only the index on both has the order: a rare type would be looked for among all events.
      where (type, position) > (wanted, ${value('after')}::bigint) and (type, position) <= (wanted, ${sql.raw(String(Number.MAX_SAFE_INTEGER))}::bigint)
        and ${isOwned}
      order by type, position limit ${value('limit')}::int
    ) as found
    order by at limit ${value('limit')}::int`,
);
const listingSession = prepared<
  Found,
  { after: number; limit: number; sessionId: string; types: string[] | null; owner: string | null }
>(
  'list_events_of_session',
  sql`
    select ${selected(events, { names: NAMES })}, position::float8 as at from events
    where session_id = ${value('sessionId')} and position > ${value('after')}::bigint and ${isOwned}
      and (${value('types')}::text[] is null or type = any(${value('types')}::text[]))
    order by sequence limit ${value('limit')}::int`,
);
const last = prepared<{ position: number }, Record<string, never>>(
  'find_last_position',
  sql`select coalesce(max(position), 0)::float8 as position from events`,
);

/**
 * The events behind a position, in order. The position behind the last of them is where the next reading begins; where the filter leaves
 * fewer than `limit`, it is behind all events that there are.
 */
export async function eventsAfter(
  db: Queryable,
  { after, limit, types, sessionId, owner }: EventFilter & { readonly after: number; readonly limit: number },
): Promise<EventsAfter> {
  // Asked first: what is numbered meanwhile is read then, or next time.
  const end = Math.max((await last(db, {}))[0]?.position ?? 0, after);
  const wanted = types === undefined ? null : [...new Set(types)];
  const rows =
    sessionId !== undefined
      ? await listingSession(db, { after, limit, sessionId, types: wanted, owner })
      : wanted === null
        ? await listing(db, { after, limit, owner })
        : await listingTypes(db, { after, limit, types: wanted, owner });
  const found = rows.at(-1);
  const position = rows.length < limit ? Math.max(end, found?.at ?? 0) : (found?.at ?? end);
  return { events: rows.map((row) => ({ at: row.at, event: eventView(row) })), position };
}
