import type { Trying } from '@checkout/schemas/endpoint';
import { sql } from 'drizzle-orm';
import { type Database, inTransaction, type Queryable } from '../db/database.ts';
import { events } from '../db/schema.ts';
import { prepared, selected } from '../db/statements.ts';
import type { EventRow } from './event-view.ts';

const value = sql.placeholder;
const FAN_OUT = 2_000;
/** Claimed at a time. */
const BATCH = 512;

const active = prepared<{ id: string }, Record<string, never>>(
  'find_active_endpoints',
  sql`select id from endpoints where state = 'active'`,
);

export async function activeEndpoints(db: Queryable): Promise<string[]> {
  return (await active(db, {})).map(({ id }) => id);
}

// The limit stands in the text: of one that is a parameter the planner expects a tenth of all events, and compiles code for them.
const fanning = prepared<{ count: number }, { endpointId: string }>(
  'fan_out_events',
  sql`
    with endpoint as materialized (
      select id, types, position from endpoints where id = ${value('endpointId')} and state = 'active'
      for no key update skip locked
    ),
    fresh as materialized (
      select events.id, events.position, coalesce(events.session_id, events.id::text) as lane, events.type
      from events where events.position > (select position from endpoint)
      order by events.position limit ${sql.raw(String(FAN_OUT))}
    ),
    written as (
      insert into event_deliveries (endpoint_id, event_id, position, lane)
      select endpoint.id, fresh.id, fresh.position, fresh.lane from fresh, endpoint
      where endpoint.types is null or endpoint.types ? fresh.type
      on conflict do nothing
    ),
    moved as (
      update endpoints set position = (select max(position) from fresh)
      from endpoint where endpoints.id = endpoint.id and exists (select from fresh)
    )
    select count(*)::int as count from fresh`,
);

/** Writes a delivery for each event that the endpoint has not been given, and that is of its types. Resolves once there are no more. */
export async function fanOut(db: Queryable, endpointId: string): Promise<void> {
  for (;;) {
    const [row] = await fanning(db, { endpointId });
    if ((row?.count ?? 0) < FAN_OUT) return;
  }
}

export type Claimed = EventRow & {
  readonly eventId: string;
  readonly tries: number;
  readonly isLate: boolean;
  /** Of the attempt or the session that it tells of. */
  readonly traceParent: string | null;
  readonly url: string;
  readonly secrets: { readonly secret: string; readonly endsAt: string | null }[];
};

const NAMES = ['id', 'type', 'createdAt', 'sessionId', 'sequence', 'data'] as const;

/** Constants in the text: of a `limit` that is a parameter the planner assumes a tenth of the table, and joins as if it were. */
const claiming = (limit: number) =>
  prepared<Claimed, Record<string, unknown>>(
    'claim_event_deliveries',
    sql`
    with endpoint as materialized (
      select id, url, secrets, failures from endpoints
      where id = ${value('endpointId')} and state = 'active' and (blocked_until is null or blocked_until <= now())
    ),
    head as materialized (
      select event_id, position from event_deliveries as waiting
      where endpoint_id = ${value('endpointId')} and state = 'waiting' and due_at <= now() and exists (select from endpoint)
        -- The first of its lane: by the index on lanes, which alone has this order.
        and position = (
          select earlier.position from event_deliveries as earlier
          where earlier.endpoint_id = waiting.endpoint_id and earlier.state = 'waiting'
            and (earlier.lane, earlier.position) >= (waiting.lane, 0::bigint)
          order by earlier.lane, earlier.position limit 1
        )
      order by position limit ${sql.raw(String(limit))}
      for no key update skip locked
    ),
    chosen as (
      select event_id from head order by position
      limit (select case when failures >= ${value('probing')}::int then 1 else ${sql.raw(String(limit))} end from endpoint)
    )
    update event_deliveries set
      due_at = now() + ${value('forMs')}::int * interval '1 millisecond',
      tried_at = coalesce(tried_at, now()), tries = tries + 1
    from chosen, endpoint, events
    where event_deliveries.endpoint_id = ${value('endpointId')} and event_deliveries.event_id = chosen.event_id
      and events.id = chosen.event_id
    returning event_deliveries.event_id as "eventId", event_deliveries.tries, endpoint.url, endpoint.secrets,
      event_deliveries.tried_at < now() - ${value('longestMs')}::float8 * interval '1 millisecond' as "isLate",
      coalesce(
        (select trace_parent from attempts where attempts.payment_id = events.payment_id),
        (select trace_parent from sessions where sessions.id = events.session_id)
      ) as "traceParent",
      ${selected(events, { names: NAMES })}`,
  );
const claimBatch = claiming(BATCH);
/**
 * What waits comes and goes in thousands, and the planner's statistics are of another time. Without sorting, only the two indexes that have the order
 * can serve, and a claim costs the same with any of them.
 */
const withoutSorting = prepared<never, Record<string, never>>(
  'without_sorting',
  sql`set local enable_sort = off`,
);

/**
 * Claims events that are due, at most one of each lane: the earliest that waits. So a session's events are sent one after the other, also
 * by several nodes. Of an endpoint that fails again and again, one event is claimed as a probe.
 */
export async function claim(
  db: Database,
  of: { endpointId: string; forMs: number; probing: number; longestMs: number },
): Promise<Claimed[]> {
  return inTransaction(db, async (tx) => {
    await withoutSorting(tx, {});
    return claimBatch(tx, of);
  });
}

export type Result = {
  readonly eventId: string;
  readonly trying: Trying;
  readonly isTaken: boolean;
  readonly pauseMs: number;
};

const recording = prepared<never, { endpointId: string; results: string }>(
  'record_event_deliveries',
  sql`
    update event_deliveries set
      state = case when result."isTaken" then 'delivered' else 'waiting' end,
      due_at = now() + result."pauseMs" * interval '1 millisecond',
      -- The last ten.
      attempts = (case when jsonb_array_length(attempts) < 10 then attempts else attempts - 0 end) || result.trying
    from json_to_recordset(${value('results')}::json)
      as result ("eventId" uuid, trying jsonb, "isTaken" boolean, "pauseMs" float8)
    where endpoint_id = ${value('endpointId')} and event_id = result."eventId" and state = 'waiting'`,
);

export async function record(db: Queryable, endpointId: string, results: readonly Result[]): Promise<void> {
  await recording(db, { endpointId, results: JSON.stringify(results) });
}

const givingBack = prepared<never, { endpointId: string; eventIds: string[] }>(
  'give_back_event_deliveries',
  sql`
    update event_deliveries set
      due_at = now(), tries = tries - 1, tried_at = case when tries > 1 then tried_at end
    where endpoint_id = ${value('endpointId')} and event_id = any(${value('eventIds')}::uuid[]) and state = 'waiting'`,
);

/** Claimed and not sent: due again, as if it had not been claimed. */
export async function giveBack(
  db: Queryable,
  endpointId: string,
  claimed: readonly Claimed[],
): Promise<void> {
  await givingBack(db, { endpointId, eventIds: claimed.map(({ eventId }) => eventId) });
}

type Standing = { readonly url: string; readonly failures: number; readonly isLost: boolean };

const succeeding = prepared<{ wasFailing: boolean }, { endpointId: string }>(
  'endpoint_succeeded',
  sql`
    with before as (select id, failing_since from endpoints where id = ${value('endpointId')} for no key update)
    update endpoints set failures = 0, failing_since = null, blocked_until = null
    from before where endpoints.id = before.id and before.failing_since is not null
    returning true as "wasFailing"`,
);
const hastening = prepared<never, { endpointId: string }>(
  'hasten_event_deliveries',
  sql`
    update event_deliveries set due_at = now()
    where endpoint_id = ${value('endpointId')} and state = 'waiting' and tries > 0 and due_at > now() + interval '1 minute'`,
);

/** The endpoint takes events. After failures, what waits for its next try is due at once. */
export async function succeeded(db: Queryable, endpointId: string): Promise<void> {
  if ((await succeeding(db, { endpointId })).length > 0) await hastening(db, { endpointId });
}

const failing = prepared<Standing, { endpointId: string; count: number; probing: number; longestMs: number }>(
  'endpoint_failed',
  sql`
    update endpoints set
      -- Many that were sent at the same time bring it to its first probe, not past several.
      failures = least(failures + ${value('count')}::int, greatest(failures + 1, ${value('probing')}::int)),
      failing_since = coalesce(failing_since, now())
    where id = ${value('endpointId')}
    returning url, failures,
      failing_since < now() - ${value('longestMs')}::float8 * interval '1 millisecond' as "isLost"`,
);
const blocking = prepared<never, { endpointId: string; pauseMs: number }>(
  'block_endpoint',
  sql`
    update endpoints set blocked_until = now() + ${value('pauseMs')}::float8 * interval '1 millisecond'
    where id = ${value('endpointId')}`,
);

export async function failed(
  db: Queryable,
  of: { endpointId: string; count: number; probing: number; longestMs: number },
): Promise<Standing | null> {
  return (await failing(db, of))[0] ?? null;
}

export async function block(db: Queryable, endpointId: string, pauseMs: number): Promise<void> {
  await blocking(db, { endpointId, pauseMs });
}
