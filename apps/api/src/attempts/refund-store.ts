import type { Payment } from '@checkout/inflow/wire';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { type Actor, recordDecision } from '../db/audit.ts';
import { dueRows } from '../db/claim.ts';
import { inTransaction, type Queryable } from '../db/database.ts';
import { refunds } from '../db/schema.ts';
import { prepared } from '../db/statements.ts';
import type { Deps } from '../deps.ts';
import { CALLS_OF_A_CLAIM, decideRefund, type RefundFacts, type RefundResult } from './decide-refund.ts';
import { namesAnother } from './payment-metadata.ts';

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
  callDeadlineMs: number,
): Promise<Refund | null> {
  const first = { ...row, state: 'requested' as const, tries: 1, dueAt: endOfClaim(callDeadlineMs) };
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

const endOfClaim = (callDeadlineMs: number) =>
  sql`now() + ${CALLS_OF_A_CLAIM * callDeadlineMs}::int * interval '1 millisecond'`;

const claimingDue = prepared<{ paymentId: string }, { limit: number; pauseMs: number }>(
  'claim_due_refunds',
  sql`
    with ${dueRows({ table: sql`refunds`, key: sql`payment_id`, where: isUnresolvedRefund })}
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

type RefundDeps = Pick<Deps, 'db' | 'settings' | 'installation' | 'log' | 'steps'>;

/** Moves the stored refund of a freshly read payment to the state that follows from it. */
export async function trackRefund(deps: RefundDeps, payment: Payment, actor: Actor): Promise<void> {
  const refund = await findRefund(deps.db, payment.id);
  if (refund === null) return;
  const decision = decideRefund(factsOf(deps, refund, payment), payment);
  if (decision.kind !== 'move') return;
  const moved = await moveRefund(deps, refund, { to: decision.to, actor });
  if (moved?.state !== 'failed' || refund.state === 'pending') return;
  const { id: paymentId, status } = payment;
  deps.log.error({ paymentId, status, sent: refund.tries }, 'a refund whose answer was lost was not made');
}

/** What becomes of a stored refund is decided from this. */
export function factsOf(
  { settings, installation }: Pick<RefundDeps, 'settings' | 'installation'>,
  { state, tries, stepAgeMs }: Refund,
  payment: Payment,
): RefundFacts {
  const { callDeadlineMs, certaintyMs } = settings;
  const isForeign = namesAnother(payment, installation.id);
  return { state, tries, stepAgeMs, isForeign, callDeadlineMs, certaintyMs };
}

type Move = { readonly to: RefundResult; readonly actor: Actor };
type Claim = { readonly to: 'requested'; readonly actor: Actor; readonly callDeadlineMs: number };

/**
 * Moves a refund, with its audit row, if it is still at the step that the caller saw; else null. `requested` claims it for being sent once
 * more: only the caller that makes this step sends it.
 */
export async function moveRefund(
  { db, steps }: Pick<RefundDeps, 'db' | 'steps'>,
  seen: Refund,
  move: Move | Claim,
): Promise<Refund | null> {
  const { paymentId } = seen;
  const { to, actor } = move;
  const next =
    move.to === 'requested'
      ? { tries: seen.tries + 1, dueAt: endOfClaim(move.callDeadlineMs) }
      : { dueAt: sql`now()` };
  const after = await inTransaction(db, async (tx) => {
    const [moved] = await tx
      .update(refunds)
      .set({ ...next, state: to, step: seen.step + 1, stepAt: sql`now()` })
      .where(and(eq(refunds.paymentId, paymentId), eq(refunds.step, seen.step)))
      .returning(columns);
    if (moved === undefined) return null;
    await recordDecision(tx, { actor, action: `refund.${to}`, paymentId, from: seen.state, to });
    return moved;
  });
  if (after !== null) steps.refundMoved(seen, after, actor);
  return after;
}
