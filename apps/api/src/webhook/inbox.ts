import { asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../db/database.ts';
import { deliveries } from '../db/schema.ts';

export type Delivery = typeof deliveries.$inferSelect;

export const DELIVERY_JOB = 'process-delivery';
/** The job queue's backoff (e^n seconds, at most e^10) adds up to about ten hours by then; after that somebody has to look. */
export const MAX_TRIES = 12;

/** After everything else in the queue: a delivery is a hint, and a backlog of hints must not keep an outcome waiting. */
export const DELIVERY_PRIORITY = 10;

export const deliveryJobKey = (svixId: SQL): SQL => sql`${DELIVERY_JOB}::text || ':' || ${svixId}`;

export async function enqueueDelivery(tx: Queryable, svixId: string): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(
      ${DELIVERY_JOB},
      json_build_object('svixId', ${svixId}::text),
      job_key := ${deliveryJobKey(sql`${svixId}::text`)},
      max_attempts := ${MAX_TRIES}::int,
      priority := ${DELIVERY_PRIORITY}::int
    )`);
}

/** Dead deliveries, oldest first. */
export async function findDeadDeliveries(db: Queryable): Promise<Delivery[]> {
  return db.select().from(deliveries).where(eq(deliveries.state, 'dead')).orderBy(asc(deliveries.createdAt));
}

/** Gives every dead delivery its tries back. Answers how many there were. */
export async function replayDeadDeliveries(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const revived = await tx
      .update(deliveries)
      .set({ state: 'pending', tries: 0 })
      .where(eq(deliveries.state, 'dead'))
      .returning({ svixId: deliveries.svixId });
    for (const { svixId } of revived) await enqueueDelivery(tx, svixId);
    return revived.length;
  });
}

export async function findDelivery(db: Queryable, svixId: string): Promise<Delivery | null> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.svixId, svixId));
  return row ?? null;
}

/**
 * Pending ones without a job that waits: it was lost, or locked by a worker that was killed with it. Those in a backlog
 * have one, and asking again would move them behind the newer ones.
 */
export async function findStalledDeliveries(db: Queryable, before: Date): Promise<string[]> {
  const { rows } = await db.execute<{ svix_id: string }>(sql`
    select svix_id from webhook_deliveries
    where state = 'pending' and created_at <= ${before.toISOString()}::timestamptz and not exists (
      select from graphile_worker.jobs
      where key = ${deliveryJobKey(sql`svix_id`)} and locked_at is null and attempts < max_attempts
    )
    limit 100`);
  return rows.map((row) => row.svix_id);
}

export async function markProcessed(db: Queryable, svixId: string): Promise<void> {
  await db
    .update(deliveries)
    .set({ state: 'processed', lastError: null, tries: sql`${deliveries.tries} + 1` })
    .where(eq(deliveries.svixId, svixId));
}

/** One more try failed; after the last one the delivery is `dead`, visible, and can be replayed. */
export async function markFailed(db: Queryable, svixId: string, error: string): Promise<void> {
  await db
    .update(deliveries)
    .set({
      tries: sql`${deliveries.tries} + 1`,
      lastError: error,
      state: sql`case when ${deliveries.tries} + 1 >= ${MAX_TRIES}::int then 'dead' else 'pending' end`,
    })
    .where(eq(deliveries.svixId, svixId));
}
