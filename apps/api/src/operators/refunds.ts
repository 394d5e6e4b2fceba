import { randomBytes } from 'node:crypto';
import type { DecideRefund, RefundResult, RequestRefund } from '@checkout/schemas/console-action';
import type { RefundRequest } from '@checkout/schemas/console-payment';
import { and, asc, eq, sql } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { mayBeRequested } from '../attempts/decide-refund.ts';
import { readAndReconcile } from '../attempts/reconcile.ts';
import { refundPayment } from '../attempts/refunds.ts';
import { maskEmail } from '../checkout/masked-email.ts';
import { refundLimitOf } from '../console-roles.ts';
import { announceChange } from '../db/change-feed.ts';
import { inTransaction, type Queryable } from '../db/database.ts';
import { findPayment, type PaymentRow } from '../db/payments.ts';
import { operators, payments, refundRequests } from '../db/schema.ts';
import { EVENTS_KEY } from '../events/signal.ts';
import { ConsoleError } from './console-error.ts';
import { totalOf } from './detail/payment-detail.ts';
import { type RefundRequestRow, refundRequestView } from './detail/refund-request-view.ts';
import { type Acting, actorOf, type ConsoleDeps, note } from './signed-in.ts';

/**
 * `console.refund.request`: refunds in full what the person was shown, or, above the limit of their role, asks a second person.
 * @throws AppError `CONFLICT` where the payment has another total than the person was shown; `NOT_FOUND`, `ALREADY_REFUNDED`,
 * `PAYMENT_NOT_REFUNDABLE`, or why Inflow refused it. ConsoleError `ALREADY_DECIDED` while a second person is asked already.
 */
export async function requestRefund(
  deps: ConsoleDeps,
  acting: Acting,
  { paymentId, reason, expected }: RequestRefund,
): Promise<RefundResult> {
  const payment = await readPayment(deps, acting, paymentId);
  if (totalOf(payment) !== expected.amountInCents || payment.currency !== expected.currency)
    throw new AppError('CONFLICT');
  const limit = refundLimitOf(deps.consoleSettings.refundLimits, acting.operator.role, payment.currency);
  if (totalOf(payment) > limit) return askSecondPerson(deps, acting, { payment, reason });
  return send(deps, acting, {
    paymentId,
    reason,
    alongside: async (tx) => {
      // A person who may refund alone does not overtake a decision that was asked of two.
      if ((await waitingOf(tx, paymentId)) !== null) throw new ConsoleError('ALREADY_DECIDED');
      await note(tx, acting, { action: 'refund.ordered', paymentId, sessionId: payment.sessionId, reason });
    },
  });
}

/** `console.refund.approve`: the approval and the refund's request are one commit, so that neither is there without the other. */
export async function approveRefund(
  deps: ConsoleDeps,
  acting: Acting,
  { requestId, reason }: DecideRefund,
): Promise<RefundResult> {
  const [asked] = await deps.db.select().from(refundRequests).where(eq(refundRequests.id, requestId));
  const request = found(asked ?? null);
  if (request.requestedBy === acting.operator.operatorId) throw new ConsoleError('SAME_PERSON');
  if (request.state !== 'waiting') throw new ConsoleError('ALREADY_DECIDED');
  const payment = await readPayment(deps, acting, request.paymentId);
  if (totalOf(payment) !== request.amount || payment.currency !== request.currency)
    throw new AppError('CONFLICT');
  return send(deps, acting, {
    paymentId: request.paymentId,
    reason: request.reason,
    alongside: async (tx) => {
      await decide(tx, acting, { request, state: 'approved', reason });
      await note(tx, acting, {
        action: 'refund.approved',
        paymentId: request.paymentId,
        sessionId: payment.sessionId,
        to: requestId,
        reason,
      });
    },
  });
}

/** `console.refund.reject` */
export async function rejectRefund(
  deps: ConsoleDeps,
  acting: Acting,
  { requestId, reason }: DecideRefund,
): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const [asked] = await tx.select().from(refundRequests).where(eq(refundRequests.id, requestId));
    const request = found(asked ?? null);
    await decide(tx, acting, { request, state: 'rejected', reason });
    const { paymentId } = request;
    await note(tx, acting, { action: 'refund.rejected', paymentId, to: requestId, reason });
    await announceChange(tx, EVENTS_KEY);
  });
}

/** `console.refund.waiting` */
export async function listWaiting(deps: ConsoleDeps, { operator }: Acting): Promise<RefundRequest[]> {
  const rows = await deps.db
    .select({ row: refundRequests, name: operators.name, email: payments.customerEmail })
    .from(refundRequests)
    .innerJoin(operators, eq(operators.id, refundRequests.requestedBy))
    .leftJoin(payments, eq(payments.id, refundRequests.paymentId))
    .where(eq(refundRequests.state, 'waiting'))
    .orderBy(asc(refundRequests.createdAt))
    .limit(200);
  return rows.map(({ row, name, email }) =>
    refundRequestView(row, {
      names: new Map([[row.requestedBy, name]]),
      operatorId: operator.operatorId,
      customerEmail: email === null ? null : maskEmail(email),
    }),
  );
}

/** As Inflow has it now: what is decided on is not what a page has shown for an hour. */
async function readPayment(deps: ConsoleDeps, acting: Acting, paymentId: string): Promise<PaymentRow> {
  await readAndReconcile(deps, paymentId, actorOf(acting));
  return found(await findPayment(deps.db, paymentId));
}

async function askSecondPerson(
  deps: ConsoleDeps,
  acting: Acting,
  { payment, reason }: { readonly payment: PaymentRow; readonly reason: string },
): Promise<RefundResult> {
  if (!mayBeRequested(payment)) throw new AppError('PAYMENT_NOT_REFUNDABLE');
  const requestId = `rr_${randomBytes(12).toString('base64url')}`;
  await inTransaction(deps.db, async (tx) => {
    const [made] = await tx
      .insert(refundRequests)
      .values({
        id: requestId,
        paymentId: payment.id,
        amount: totalOf(payment),
        currency: payment.currency,
        reason,
        requestedBy: acting.operator.operatorId,
      })
      .onConflictDoNothing()
      .returning({ id: refundRequests.id });
    if (made === undefined) throw new ConsoleError('ALREADY_DECIDED');
    const { id: paymentId, sessionId } = payment;
    await note(tx, acting, { action: 'refund.approval_asked', paymentId, sessionId, to: requestId, reason });
    await announceChange(tx, EVENTS_KEY);
  });
  return { outcome: 'awaitsApproval', requestId };
}

async function waitingOf(tx: Queryable, paymentId: string): Promise<RefundRequestRow | null> {
  const [row] = await tx
    .select()
    .from(refundRequests)
    .where(and(eq(refundRequests.paymentId, paymentId), eq(refundRequests.state, 'waiting')));
  return row ?? null;
}

type Verdict = {
  readonly request: RefundRequestRow;
  readonly state: 'approved' | 'rejected';
  readonly reason: string;
};

/** Only while it waits; the first of two who decide at the same time has decided. */
async function decide(
  tx: Queryable,
  { operator }: Acting,
  { request, state, reason }: Verdict,
): Promise<void> {
  const [decided] = await tx
    .update(refundRequests)
    .set({ state, decidedBy: operator.operatorId, decidedAt: sql`now()`, decisionReason: reason })
    .where(and(eq(refundRequests.id, request.id), eq(refundRequests.state, 'waiting')))
    .returning({ id: refundRequests.id });
  if (decided === undefined) throw new ConsoleError('ALREADY_DECIDED');
}

type Sending = {
  readonly paymentId: string;
  readonly reason: string;
  readonly alongside: (tx: Queryable) => Promise<void>;
};

/** A response that was lost is no failure: the jobs go on, and nothing else may be paid out meanwhile. */
async function send(deps: ConsoleDeps, acting: Acting, sending: Sending): Promise<RefundResult> {
  try {
    await refundPayment(deps, { ...sending, actor: actorOf(acting) });
    return { outcome: 'sent', requestId: null };
  } catch (error) {
    if (error instanceof AppError && error.reason === 'OUTCOME_UNKNOWN')
      return { outcome: 'unknown', requestId: null };
    throw error;
  }
}
