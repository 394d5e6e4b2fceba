import { InflowError } from '@checkout/inflow/errors';
import type { Payment } from '@checkout/inflow/wire';
import { AppError, found } from '../app-error.ts';
import { type Actor, recordDecision } from '../db/audit.ts';
import { inTransaction, type Queryable } from '../db/database.ts';
import { findPayment } from '../db/payments.ts';
import type { Deps } from '../deps.ts';
import { decideRefund, mayBeRequested, stateAfterCall } from './decide-refund.ts';
import { namesAnother } from './payment-metadata.ts';
import { refusalOf } from './provider-refusal.ts';
import { readAndReconcile, reconcile } from './reconcile.ts';
import { claimRefund, factsOf, findRefund, moveRefund, type Refund, trackRefund } from './refund-store.ts';
import type { Attempt } from './store.ts';

const REFUNDED: ReadonlySet<string> = new Set(['REFUND_PENDING', 'FULLY_REFUNDED']);

type Request = {
  readonly paymentId: string;
  readonly reason?: string | undefined;
  readonly actor: Actor;
  /** What is to be committed with the request, or to refuse it. */
  readonly alongside?: (tx: Queryable) => Promise<void>;
};

/**
 * Refunds a payment of this installation in full. The row is committed before Inflow is called, so that a second request finds it, and
 * only the caller that commits it sends it. After a refund that failed, another can be requested.
 * @throws AppError `NOT_FOUND`, `ALREADY_REFUNDED`, `PAYMENT_NOT_REFUNDABLE`, `OUTCOME_UNKNOWN` (the job of refunds goes on), or
 * why Inflow refused it.
 */
export async function refundPayment(
  deps: Deps,
  { paymentId, reason, actor, alongside }: Request,
): Promise<void> {
  const { payment, attempt } = await readAndReconcile(deps, paymentId, actor);
  if (!(await isMadeHere(deps, payment, attempt))) throw new AppError('NOT_FOUND');
  if (REFUNDED.has(payment.status)) throw new AppError('ALREADY_REFUNDED');
  if (!mayBeRequested(payment)) throw new AppError('PAYMENT_NOT_REFUNDABLE');
  const refund = await inTransaction(deps.db, async (tx) => {
    const row = { paymentId, reason: reason ?? null, requestedBy: actor };
    const claimed = await claimRefund(tx, row, deps.settings.callDeadlineMs);
    if (claimed === null) throw new AppError('ALREADY_REFUNDED');
    await alongside?.(tx);
    await recordDecision(tx, { actor, action: 'refund.requested', paymentId, to: 'requested' });
    return claimed;
  });
  deps.steps.refundMoved(null, refund, actor);
  const sent = await sendRefund(deps, refund, actor);
  if (sent.state === 'unknown' || sent.state === 'requested') throw new AppError('OUTCOME_UNKNOWN');
  if (sent.state === 'failed') throw sent.refusal ?? new AppError('PAYMENT_NOT_REFUNDABLE');
}

/** By our own tables. A stray charge is recorded, so that a person can refund it. */
async function isMadeHere(deps: Deps, payment: Payment, attempt: Attempt | null): Promise<boolean> {
  // A copy of another installation's database has that one's rows, and none of its payments.
  if (namesAnother(payment, deps.installation.id)) return false;
  return attempt !== null || (await findPayment(deps.db, payment.id)) !== null;
}

/**
 * Resolves a refund whose response was lost: reads the payment, and sends the refund again once the last call cannot be on its way
 * any more, a stated number of times. After that it is only read, and has failed when none of them can work any more. Inflow refunds a
 * payment in full or not at all, and refuses a second refund.
 */
export async function resolveRefund(deps: Deps, paymentId: string, actor: Actor): Promise<void> {
  const { payment, attempt } = await readAndReconcile(deps, paymentId, actor);
  // Earlier versions also refunded payments that were made elsewhere.
  if (attempt === null) await trackRefund(deps, payment, actor);
  const refund = found(await findRefund(deps.db, paymentId));
  if (decideRefund(factsOf(deps, refund, payment), payment).kind !== 'send') return;
  const { callDeadlineMs } = deps.settings;
  const claimed = await moveRefund(deps, refund, { to: 'requested', actor, callDeadlineMs });
  if (claimed !== null) await sendRefund(deps, claimed, actor);
}

type Sent = Pick<Refund, 'state'> & { readonly refusal: AppError | null };

/** Only for the caller that has just claimed it. */
async function sendRefund(deps: Deps, refund: Refund, actor: Actor): Promise<Sent> {
  const { paymentId } = refund;
  const { refusal, ...call } = await callRefund(deps, refund, actor);
  const to = stateAfterCall(refund, call);
  const moved = await moveRefund(deps, refund, { to, actor });
  return { state: (moved ?? found(await findRefund(deps.db, paymentId))).state, refusal };
}

type RefundCall = Parameters<typeof stateAfterCall>[1] & { readonly refusal: AppError | null };

/** Sends it, and reads the payment where the response does not say how it stands. */
async function callRefund(deps: Deps, { paymentId, reason }: Refund, actor: Actor): Promise<RefundCall> {
  const askedAt = deps.now();
  const readBack = () =>
    readAndReconcile(deps, paymentId, actor).then(
      ({ payment }) => payment,
      () => null,
    );
  try {
    const payment = await deps.inflow.refundPayment(paymentId, reason === null ? {} : { reason });
    if (payment === null) return { result: 'accepted', payment: await readBack(), refusal: null };
    await reconcile(deps, { payment, askedAt }, actor);
    return { result: 'accepted', payment, refusal: null };
  } catch (error) {
    deps.log.warn({ paymentId, err: error }, 'a refund was not answered with the payment');
    const refusal = refusalFor(error);
    // A refusal may also mean that an earlier request worked.
    return { result: refusal === null ? 'lost' : 'refused', payment: await readBack(), refusal };
  }
}

/** Null where the request may have worked. */
function refusalFor(error: unknown): AppError | null {
  const refusal = error instanceof InflowError ? refusalOf(error) : null;
  if (refusal === null) return null;
  return new AppError(refusal.reason === 'REJECTED_BY_PROVIDER' ? 'PAYMENT_NOT_REFUNDABLE' : refusal.reason);
}
