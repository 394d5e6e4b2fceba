import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { inTransaction } from '../db/database.ts';
import { prepared } from '../db/statements.ts';

/** Any constant: one at a time, over all nodes. */
const NUMBERING_LOCK = 7_265_309;
const A_RUN = 5_000;

const locking = prepared<never, Record<string, never>>(
  'lock_numbering',
  sql.raw(`select pg_advisory_xact_lock(${NUMBERING_LOCK})`),
);

// A statement of its own, so that it sees what was committed while it waited for the lock.
const numbering = prepared<{ position: number }, { limit: number }>(
  'number_events',
  sql`
    with unnumbered as (
      select id, ordinal from events where position is null order by ordinal limit ${sql.placeholder('limit')}::int
    ),
    numbered as (
      select id, (select coalesce(max(position), 0) from events) + row_number() over (order by ordinal) as position
      from unnumbered
    )
    update events set position = numbered.position from numbered where events.id = numbered.id
    returning events.position::float8 as position`,
);
const waiting = prepared<{ isWaiting: boolean }, Record<string, never>>(
  'find_unnumbered_event',
  sql`select exists (select from events where position is null) as "isWaiting"`,
);

/**
 * Gives committed events their positions: 1, 2, 3 … over all of them. An event is committed before it gets one, so that no position
 * appears behind one that has been read: a reader that goes on from the last one misses nothing, however late a transaction commits.
 * Within a session the order is that of its sequence, because a session's events are committed one after the other.
 */
export async function numberEvents(db: Database): Promise<void> {
  for (;;) {
    const [row] = await waiting(db, {});
    if (row?.isWaiting !== true) return;
    const numbered = await inTransaction(db, async (tx) => {
      await locking(tx, {});
      return numbering(tx, { limit: A_RUN });
    });
    if (numbered.length < A_RUN) return;
  }
}
