import type { Payment } from '@checkout/inflow/wire';
import type { RefundState } from '@checkout/schemas/payment';
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { type Actor, recordDecision } from '../db/audit.ts';
import { type Database, inTransaction, type Queryable } from '../db/database.ts';
import { refunds } from '../db/schema.ts';

/** A refund, and how long it has been in its state, by the database's clock. */
export type Refund = typeof refunds.$inferSelect & { readonly stepAgeMs: number };

const columns = {
  ...getTableColumns(refunds),
  stepAgeMs: sql<number>`(extract(epoch from now() - ${refunds.stepAt}) * 1000)::float8`,
};

/** Condition on `refunds`: the outcome is not known yet. */
export const isUnresolvedRefund = sql`${refunds.state} in ('requested', 'unknown', 'pending')`;

export async function findRefund(db: Queryable, paymentId: string): Promise<Refund | null> {
  const [row] = await db.select(columns).from(refunds).where(eq(refunds.paymentId, paymentId));
  return row ?? null;
}

/** Claims the one refund of a payment; null when one was requested already and has not failed. */
export async function claimRefund(
  tx: Queryable,
  row: { paymentId: string; reason: string | null; requestedBy: string },
): Promise<Refund | null> {
  const [claimed] = await tx
    .insert(refunds)
    .values({ ...row, state: 'requested' })
    .onConflictDoUpdate({
      target: refunds.paymentId,
      set: {
        state: 'requested',
        step: sql`${refunds.step} + 1`,
        stepAt: sql`now()`,
        requestedBy: row.requestedBy,
      },
      setWhere: eq(refunds.state, 'failed'),
    })
    .returning(columns);
  return claimed ?? null;
}

/** Refunds that are not over and have been in their state for `afterMs`, the longest first. */
export async function findDueRefunds(
  db: Queryable,
  { afterMs, limit }: { afterMs: number; limit: number },
): Promise<Refund[]> {
  return db
    .select(columns)
    .from(refunds)
    .where(
      and(isUnresolvedRefund, sql`${refunds.stepAt} <= now() - ${afterMs}::int * interval '1 millisecond'`),
    )
    .orderBy(asc(refunds.stepAt))
    .limit(limit);
}

/** The state of a refund that follows from the payment's status; null where none follows. */
export function refundStateOf(status: string): RefundState | null {
  switch (status) {
    case 'REFUND_PENDING':
      return 'pending';
    case 'FULLY_REFUNDED':
      return 'refunded';
    case 'REFUND_FAILED':
      return 'failed';
    default:
      return null;
  }
}

/** Moves the stored refund of a freshly read payment to the state that follows from it. */
export async function trackRefund(
  { db }: { readonly db: Database },
  payment: Pick<Payment, 'id' | 'status'>,
  actor: Actor,
): Promise<void> {
  const to = refundStateOf(payment.status);
  if (to === null) return;
  const refund = await findRefund(db, payment.id);
  if (refund === null || refund.state === to || refund.state === 'refunded') return;
  await moveRefund(db, refund, { to, actor });
}

/** Moves a refund, with its audit row, if it is still at the step that the caller saw; else null. */
export async function moveRefund(
  db: Database,
  seen: Refund,
  { to, actor }: { to: RefundState; actor: Actor },
): Promise<Refund | null> {
  const { paymentId } = seen;
  return inTransaction(db, async (tx) => {
    const [moved] = await tx
      .update(refunds)
      .set({ state: to, step: seen.step + 1, stepAt: sql`now()` })
      .where(and(eq(refunds.paymentId, paymentId), eq(refunds.step, seen.step)))
      .returning(columns);
    if (moved === undefined) return null;
    await recordDecision(tx, { actor, action: `refund.${to}`, paymentId, from: seen.state, to });
    return moved;
  });
}
