import type { Payment } from '@checkout/inflow/wire';
import type { RefundState } from '@checkout/schemas/payment';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { type Actor, recordDecision } from '../db/audit.ts';
import { type Database, inTransaction, type Queryable } from '../db/database.ts';
import { refunds } from '../db/schema.ts';
import { prepared } from '../db/statements.ts';

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

/**
 * Claims the one refund of a payment for its first sending; null when one was requested already and has not failed. After a
 * failed one it begins anew.
 */
export async function claimRefund(
  tx: Queryable,
  row: { paymentId: string; reason: string | null; requestedBy: string },
  dueAfterMs: number,
): Promise<Refund | null> {
  const first = { ...row, state: 'requested' as const, tries: 1, dueAt: later(dueAfterMs) };
  const [claimed] = await tx
    .insert(refunds)
    .values(first)
    .onConflictDoUpdate({
      target: refunds.paymentId,
      set: { ...first, step: sql`${refunds.step} + 1`, stepAt: sql`now()` },
      setWhere: eq(refunds.state, 'failed'),
    })
    .returning(columns);
  return claimed ?? null;
}

const later = (ms: number) => sql`now() + ${ms}::int * interval '1 millisecond'`;

const claimingDue = prepared<{ paymentId: string }, { limit: number; pauseMs: number }>(
  'claim_due_refunds',
  sql`
    with due as materialized (
      select payment_id from refunds
      where ${isUnresolvedRefund} and due_at <= now()
      order by due_at
      limit ${sql.placeholder('limit')}::int
      for no key update skip locked
    )
    update refunds set due_at = now() + least(
      greatest((now() - step_at) / 4, ${sql.placeholder('pauseMs')}::int * interval '1 millisecond'),
      interval '6 hours'
    )
    from due where refunds.payment_id = due.payment_id
    returning refunds.payment_id as "paymentId"`,
);

/**
 * Claims refunds that are due, the longest due first: each is due again after a quarter of the time that it has been in its state, so that
 * those that take days cost few reads and keep no other waiting. Several nodes share the work.
 */
export async function claimDueRefunds(
  db: Queryable,
  values: { limit: number; pauseMs: number },
): Promise<string[]> {
  return (await claimingDue(db, values)).map(({ paymentId }) => paymentId);
}

/** The state of a refund that follows from the payment's status; null where none follows. */
export function refundStateOf(status: string): RefundState | null {
  switch (status) {
    case 'REFUND_PENDING':
      return 'pending';
    case 'FULLY_REFUNDED':
      return 'refunded';
    case 'REFUND_FAILED':
    // In Inflow's dashboard. Ours is a refund in full, which is not possible any more.
    case 'PARTIAL_REFUNDED':
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

/**
 * Moves a refund, with its audit row, if it is still at the step that the caller saw; else null. `requested` claims it for being sent once
 * more: whoever makes that step sends it, and nobody else.
 */
export async function moveRefund(
  db: Database,
  seen: Refund,
  { to, actor }: { to: RefundState; actor: Actor },
): Promise<Refund | null> {
  const { paymentId } = seen;
  const tries = to === 'requested' ? seen.tries + 1 : seen.tries;
  return inTransaction(db, async (tx) => {
    const [moved] = await tx
      .update(refunds)
      .set({ state: to, step: seen.step + 1, stepAt: sql`now()`, dueAt: sql`now()`, tries })
      .where(and(eq(refunds.paymentId, paymentId), eq(refunds.step, seen.step)))
      .returning(columns);
    if (moved === undefined) return null;
    await recordDecision(tx, { actor, action: `refund.${to}`, paymentId, from: seen.state, to });
    return moved;
  });
}
