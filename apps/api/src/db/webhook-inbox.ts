import { and, asc, eq, sql } from 'drizzle-orm';
import { dueRows } from './claim.ts';
import type { Queryable } from './database.ts';
import { deliveries } from './schema.ts';
import { prepared } from './statements.ts';

export type Delivery = typeof deliveries.$inferSelect;

/** A delivery that only this caller works on until the claim ends. */
export type ClaimedDelivery = Pick<Delivery, 'svixId' | 'events' | 'traceParent'> & {
  /** Kept for so long that any payment which it names would have appeared at Inflow by now. */
  readonly isOld: boolean;
};

/** The pauses (e^n seconds, at most e^10) add up to about ten hours by then; after that the delivery is dead. */
export const MAX_TRIES = 12;
/** Inflow answers 404 for a payment that has just been created, perhaps for a minute. Tries up to then cost little. */
const OLD_AFTER = sql.raw(`interval '1 hour'`);

/** Dead deliveries, oldest first. */
export async function findDeadDeliveries(db: Queryable): Promise<Delivery[]> {
  return db.select().from(deliveries).where(eq(deliveries.state, 'dead')).orderBy(asc(deliveries.createdAt));
}

/** Makes a dead delivery due again, with all its tries, or every one. Returns how many there were. */
export async function replayDeadDeliveries(db: Queryable, svixId?: string): Promise<number> {
  const revived = await db
    .update(deliveries)
    .set({ state: 'pending', tries: 0, dueAt: sql`now()` })
    .where(
      and(eq(deliveries.state, 'dead'), svixId === undefined ? undefined : eq(deliveries.svixId, svixId)),
    )
    .returning({ svixId: deliveries.svixId });
  return revived.length;
}

const claiming = prepared<ClaimedDelivery, { limit: number; forMs: number }>(
  'claim_deliveries',
  sql`
    with ${dueRows({ table: sql`webhook_deliveries`, key: sql`svix_id`, where: sql`state = 'pending'` })}
    update webhook_deliveries as claimed
    set tries = tries + 1, due_at = now() + ${sql.placeholder('forMs')}::int * interval '1 millisecond'
    from due where claimed.svix_id = due.svix_id
    returning claimed.svix_id as "svixId", claimed.events, claimed.trace_parent as "traceParent", claimed.created_at <= now() - ${OLD_AFTER} as "isOld"`,
);

/**
 * Claims due deliveries, the longest due first: each counts as tried, and is due again after `forMs` if the caller is killed.
 * Several nodes share a backlog without waiting for each other.
 */
export async function claimDeliveries(
  db: Queryable,
  values: { limit: number; forMs: number },
): Promise<ClaimedDelivery[]> {
  return claiming(db, values);
}

/** Two nodes may have claimed the same ones when the first took too long: locked in one order, they do not deadlock. */
const marking = prepared<never, { ids: string[] }>(
  'mark_deliveries_processed',
  sql`
    with done as materialized (
      select svix_id from webhook_deliveries
      where svix_id = any(${sql.placeholder('ids')}) and state = 'pending'
      order by svix_id
      for no key update
    )
    update webhook_deliveries as marked set state = 'processed', last_error = null
    from done where marked.svix_id = done.svix_id`,
);

export async function markProcessed(db: Queryable, ids: string[]): Promise<void> {
  if (ids.length > 0) await marking(db, { ids });
}

/** This try failed; after the last one the delivery is `dead`, visible, and can be replayed. */
export async function markFailed(db: Queryable, svixId: string, error: string): Promise<void> {
  await db
    .update(deliveries)
    .set({
      lastError: error,
      state: sql`case when ${deliveries.tries} >= ${MAX_TRIES}::int then 'dead' else 'pending' end`,
      dueAt: sql`now() + exp(least(${deliveries.tries}, 10)) * interval '1 second'`,
    })
    .where(sql`${deliveries.svixId} = ${svixId} and ${deliveries.state} = 'pending'`);
}
