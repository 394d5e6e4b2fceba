import { sql } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';

export const SETTLE_JOB = 'settle-attempt';

/**
 * Asks any node's worker to settle an attempt. The reconciler would find it too, later; this only makes it sooner.
 * One job per attempt: a second request moves the first.
 */
export async function settleSoon(tx: Queryable, attemptId: string, delayMs = 0): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(
      ${SETTLE_JOB},
      json_build_object('attemptId', ${attemptId}::text),
      run_at := now() + ${delayMs}::int * interval '1 millisecond',
      job_key := ${`${SETTLE_JOB}:${attemptId}`},
      max_attempts := 1
    )`);
}
