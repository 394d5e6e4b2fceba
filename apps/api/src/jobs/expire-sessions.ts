import { sql } from 'drizzle-orm';
import { ACTIVE_STATES } from '../attempts/states.ts';
import { listOf } from '../attempts/store.ts';
import { insertingAudit } from '../db/audit.ts';
import { announcing } from '../db/change-feed.ts';
import { inTransaction } from '../db/database.ts';
import { prepared } from '../db/statements.ts';
import type { Deps } from '../deps.ts';

const BATCH = 500;

const locking = prepared<{ id: string }, { limit: number }>(
  'lock_overdue_sessions',
  sql`
    select id from sessions where status = 'open' and expires_at <= now()
    order by expires_at limit ${sql.placeholder('limit')}::int
    for no key update skip locked`,
);

const expiring = prepared<never, { ids: string[] }>(
  'expire_sessions',
  sql`
    with expired as (
      update sessions set status = 'expired', version = version + 1
      where id = any(${sql.placeholder('ids')}) and not exists (
        select from attempts where session_id = sessions.id and state in ${listOf(ACTIVE_STATES)}
      )
      returning id
    ), noted as (${insertingAudit(
      sql`select 'reconciler', 'session.expired', id, null::uuid, null, 'open', 'expired' from expired`,
    )})
    select count(${announcing(sql`id`)}) from expired`,
);

/**
 * Records that open sessions have expired. One with an active attempt is left until the attempt has ended. Attempts are looked for
 * after the sessions are locked: the statement that takes the lock does not see one that began before it.
 */
export async function expireSessions({ db }: Deps): Promise<boolean> {
  await inTransaction(db, async (tx) => {
    const overdue = await locking(tx, { limit: BATCH });
    if (overdue.length > 0) await expiring(tx, { ids: overdue.map(({ id }) => id) });
  });
  // Those that wait for an attempt are overdue still: the next run is soon enough.
  return false;
}
