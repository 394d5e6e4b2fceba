import { sql } from 'drizzle-orm';
import type { Deps } from '../deps.ts';

const BATCH = 1_000;

/**
 * Forgets deliveries that were processed a month ago, and jobs that failed for good the day before: neither is asked for
 * again. Svix gives a delivery up after days; one that came after a month would be processed anew, which changes nothing.
 * Dead deliveries stay until somebody replays them. A batch a round: a table that was left to grow is not emptied in one
 * long transaction.
 */
export async function forgetProcessedDeliveries(deps: Deps): Promise<void> {
  await deps.db.execute(sql`
    delete from webhook_deliveries where svix_id in (
      select svix_id from webhook_deliveries
      where state = 'processed' and created_at < now() - interval '30 days'
      order by created_at
      limit ${BATCH}::int)`);
  await deps.db.execute(sql`
    select count(*) from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '1 day'
      limit ${BATCH}::int))`);
}
