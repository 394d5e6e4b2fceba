import type { RefundState } from '@checkout/schemas/payment';
import { and, eq, lte, sql } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { refunds } from '../db/schema.ts';

export type RefundRow = typeof refunds.$inferSelect;

/** Of a row of `refunds`: it is not over yet. */
export const isUnsettled = sql`${refunds.state} in ('requested', 'unknown', 'pending')`;

export async function findRefund(db: Queryable, paymentId: string): Promise<RefundRow | null> {
  const [row] = await db.select().from(refunds).where(eq(refunds.paymentId, paymentId));
  return row ?? null;
}

/** Claims the one refund of a payment; null when one was asked for already and has not failed. */
export async function claimRefund(
  tx: Queryable,
  row: { paymentId: string; reason: string | null; requestedBy: string },
): Promise<RefundRow | null> {
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
    .returning();
  return claimed ?? null;
}

/** Moves a refund on if it still stands where the caller saw it. */
export async function moveRefund(
  tx: Queryable,
  seen: RefundRow,
  state: RefundState,
): Promise<RefundRow | null> {
  const [row] = await tx
    .update(refunds)
    .set({ state, step: seen.step + 1, stepAt: sql`now()` })
    .where(and(eq(refunds.paymentId, seen.paymentId), eq(refunds.step, seen.step)))
    .returning();
  return row ?? null;
}

/** Refunds that are not final and have not moved since `before`. */
export async function findDueRefunds(db: Queryable, before: Date, limit: number): Promise<RefundRow[]> {
  return db
    .select()
    .from(refunds)
    .where(and(isUnsettled, lte(refunds.stepAt, before)))
    .limit(limit);
}
