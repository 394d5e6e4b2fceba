import type { WebhookEvent } from '@checkout/inflow/webhook';
import { maskCardNumbers } from '@checkout/schemas/card-in-text';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../db/database.ts';
import { deliveries } from '../db/schema.ts';

export type Delivery = typeof deliveries.$inferSelect;

/** What Inflow signs is believed to be Inflow's, not to be harmless: only what can be a name or an id is kept. */
const EVENT_TYPE = /^[A-Za-z][A-Za-z_.]{0,63}$/;
const PAYMENT_ID = /^[\x21-\x7e]{1,256}$/;

export const DELIVERY_JOB = 'process-delivery';
/** The job queue's backoff (e^n seconds, at most e^10) adds up to about ten hours by then; after that somebody has to look. */
export const MAX_TRIES = 12;

/**
 * Commits a verified delivery together with the job that will process it; only then may it be acknowledged.
 * A delivery that is here already (Svix repeats them under the same id) changes nothing. Of the payments in it only
 * the ids are kept: a delivery is a hint to read, never a source.
 */
export async function receiveDelivery(
  db: Database,
  delivery: { svixId: string; sentAt: Date; events: readonly WebhookEvent[] },
): Promise<'new' | 'repeated'> {
  return db.transaction(async (tx) => {
    const events = delivery.events.map(({ eventType, payment }) => ({
      eventType: EVENT_TYPE.test(eventType) ? eventType : 'unreadable',
      paymentId: payment !== null && PAYMENT_ID.test(payment.id) ? maskCardNumbers(payment.id) : null,
    }));
    const inserted = await tx
      .insert(deliveries)
      .values({ svixId: delivery.svixId, sentAt: delivery.sentAt, events })
      .onConflictDoNothing()
      .returning({ svixId: deliveries.svixId });
    if (inserted.length === 0) return 'repeated';
    await enqueueDelivery(tx, delivery.svixId);
    return 'new';
  });
}

export async function enqueueDelivery(tx: Queryable, svixId: string): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(
      ${DELIVERY_JOB},
      json_build_object('svixId', ${svixId}::text),
      job_key := ${`${DELIVERY_JOB}:${svixId}`},
      max_attempts := ${MAX_TRIES}::int
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

/** Pending ones that nobody works on: their job was lost with its worker. */
export async function findStalledDeliveries(db: Queryable, before: Date): Promise<string[]> {
  const rows = await db
    .select({ svixId: deliveries.svixId })
    .from(deliveries)
    .where(and(eq(deliveries.state, 'pending'), eq(deliveries.tries, 0), lte(deliveries.createdAt, before)))
    .limit(100);
  return rows.map((row) => row.svixId);
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
