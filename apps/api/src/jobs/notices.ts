import { sql } from 'drizzle-orm';
import { insertingAudit, recordDecision } from '../db/audit.ts';
import { inTransaction, lockByName } from '../db/database.ts';
import { prepared } from '../db/statements.ts';
import type { Deps } from '../deps.ts';
import { readCardTestingStats } from '../fraud/card-testing-alert.ts';

const A_RUN = 500;

const noticing = prepared<{ id: string }, { minutes: number; limit: number }>(
  'notice_unacknowledged_sessions',
  sql`
    with late as materialized (
      select id from sessions
      where status = 'complete' and acknowledged_at is null and completed_at is not null and unacknowledged_at is null
        and completed_at < now() - ${sql.placeholder('minutes')}::int * interval '1 minute'
      order by completed_at limit ${sql.placeholder('limit')}::int
      for no key update skip locked
    ),
    marked as (
      update sessions set unacknowledged_at = now() from late where sessions.id = late.id
      returning sessions.id, sessions.payment_id
    ),
    noted as (${insertingAudit(
      sql`select 'reconciler', 'session.unacknowledged', id, null::uuid, payment_id, null, null from marked`,
    )})
    select id from marked`,
);

/** Says once of each session that it is paid and that the merchant has not said that its own order exists. Answers whether more are due. */
export async function noticeUnacknowledged({ db, settings }: Deps): Promise<boolean> {
  const minutes = settings.unacknowledgedAfterMinutes;
  if (minutes === null) return false;
  return (await noticing(db, { minutes, limit: A_RUN })).length === A_RUN;
}

const lastSaid = prepared<{ type: string }, Record<string, never>>(
  'find_last_card_testing_event',
  sql`
    select type from events where type in ('card_testing.started', 'card_testing.ended') order by ordinal desc limit 1`,
);

/** Says, once over all nodes, that card testing has begun or ended. */
export async function noticeCardTesting({ db }: Deps): Promise<boolean> {
  const { alert } = await readCardTestingStats(db);
  const isSaid = async (queryable: Deps['db'] | Parameters<typeof recordDecision>[0]) =>
    ((await lastSaid(queryable, {}))[0]?.type === 'card_testing.started') === alert;
  if (await isSaid(db)) return false;
  await inTransaction(db, async (tx) => {
    await lockByName(tx, 'card testing');
    if (await isSaid(tx)) return;
    const action = alert ? 'card_testing.started' : 'card_testing.ended';
    await recordDecision(tx, { actor: 'reconciler', action });
  });
  return false;
}
