import { InflowError } from '@checkout/inflow/errors';
import { AppError, found } from '../app-error.ts';
import { type Actor, recordDecision } from '../db/audit.ts';
import { inTransaction } from '../db/database.ts';
import { findPayment } from '../db/payments.ts';
import type { Deps } from '../deps.ts';
import { refusalOf } from './provider-refusal.ts';
import { readAndReconcile, reconcile } from './reconcile.ts';
import { claimRefund, findRefund, moveRefund, type Refund, trackRefund } from './refund-store.ts';

/** inflow/README, "Refund". */
const REFUNDABLE: ReadonlySet<string> = new Set(['CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS']);
/** A refund that failed may be asked for again; whether Inflow grants it is not documented. */
const MAY_BE_ASKED_FOR: ReadonlySet<string> = new Set([...REFUNDABLE, 'REFUND_FAILED']);
const REFUNDED: ReadonlySet<string> = new Set(['REFUND_PENDING', 'FULLY_REFUNDED']);

/** How often one refund is sent when the answers are lost; the pauses double. */
const MOST_SENDS = 5;

type Request = { readonly paymentId: string; readonly reason?: string | undefined; readonly actor: Actor };

/**
 * Refunds a payment of this installation in full. The row is committed before Inflow is called, so that a second request finds it, and
 * whoever commits it is the only one to send it. After a refund that failed, another can be requested.
 * @throws AppError `NOT_FOUND`, `ALREADY_REFUNDED`, `PAYMENT_NOT_REFUNDABLE`, `OUTCOME_UNKNOWN` (the job of refunds goes on), or
 * why Inflow refused it.
 */
export async function refundPayment(deps: Deps, { paymentId, reason, actor }: Request): Promise<void> {
  const { payment, attempt } = await readAndReconcile(deps, paymentId, actor);
  // Made elsewhere on the same account: none of our business. A stray charge is recorded.
  if (attempt === null) found(await findPayment(deps.db, paymentId));
  if (REFUNDED.has(payment.status)) throw new AppError('ALREADY_REFUNDED');
  if (!MAY_BE_ASKED_FOR.has(payment.status)) throw new AppError('PAYMENT_NOT_REFUNDABLE');
  const refund = await inTransaction(deps.db, async (tx) => {
    const row = { paymentId, reason: reason ?? null, requestedBy: actor };
    const claimed = await claimRefund(tx, row, deps.settings.callDeadlineMs);
    if (claimed === null) throw new AppError('ALREADY_REFUNDED');
    await recordDecision(tx, { actor, action: 'refund.requested', paymentId, to: 'requested' });
    return claimed;
  });
  const sent = await sendRefund(deps, refund, actor);
  if (sent.state === 'unknown' || sent.state === 'requested') throw new AppError('OUTCOME_UNKNOWN');
  if (sent.state === 'failed') throw sent.refusal ?? new AppError('PAYMENT_NOT_REFUNDABLE');
}

/**
 * Resolves a refund whose response was lost: reads the payment, and sends the refund again once the last request cannot be on its way
 * any more, a stated number of times. After that it is only read, and has failed when none of them can work any more. Inflow refunds a
 * payment in full or not at all, and refuses a second refund.
 */
export async function resolveRefund(deps: Deps, paymentId: string, actor: Actor): Promise<void> {
  const { payment } = await readAndReconcile(deps, paymentId, actor);
  // Earlier versions also refunded payments that were made elsewhere.
  await trackRefund(deps, payment, actor);
  const refund = found(await findRefund(deps.db, paymentId));
  const isLost = refund.state === 'requested' || refund.state === 'unknown';
  if (!isLost || !REFUNDABLE.has(payment.status)) return;
  const { callDeadlineMs, certaintyMs } = deps.settings;
  if (refund.tries < MOST_SENDS) {
    if (refund.stepAgeMs < callDeadlineMs * 2 ** Math.max(0, refund.tries - 1)) return;
    const claimed = await moveRefund(deps.db, refund, { to: 'requested', actor });
    if (claimed !== null) await sendRefund(deps, claimed, actor);
  } else if (refund.stepAgeMs >= certaintyMs) {
    deps.log.error({ paymentId }, 'a refund was sent many times without an answer, and was not made');
    await moveRefund(deps.db, refund, { to: 'failed', actor });
  }
}

type Sent = Pick<Refund, 'state'> & { readonly refusal: AppError | null };

/** Only for whoever has just claimed it. */
async function sendRefund(deps: Deps, refund: Refund, actor: Actor): Promise<Sent> {
  const { paymentId } = refund;
  const askedAt = deps.now();
  let refusal: AppError | null = null;
  try {
    const payment = await deps.inflow.refundPayment(
      paymentId,
      refund.reason === null ? {} : { reason: refund.reason },
    );
    if (payment !== null) await reconcile(deps, { payment, askedAt }, actor);
    else await readAndReconcile(deps, paymentId, actor);
  } catch (error) {
    deps.log.warn({ paymentId, err: error }, 'a refund was not answered with the payment');
    refusal = refusalFor(error);
    // A refusal may also mean that an earlier request worked, so the payment is read.
    await readAndReconcile(deps, paymentId, actor).catch(() => undefined);
  }
  const current = found(await findRefund(deps.db, paymentId));
  if (current.step !== refund.step) return { state: current.state, refusal };
  // Where an earlier request was lost, a refusal does not say what became of that one.
  const to = refusal !== null && refund.tries === 1 ? 'failed' : 'unknown';
  const moved =
    (await moveRefund(deps.db, current, { to, actor })) ?? found(await findRefund(deps.db, paymentId));
  return { state: moved.state, refusal };
}

/** Null where the request may have worked. */
function refusalFor(error: unknown): AppError | null {
  const refusal = error instanceof InflowError ? refusalOf(error) : null;
  if (refusal === null) return null;
  return new AppError(refusal.reason === 'REJECTED_BY_PROVIDER' ? 'PAYMENT_NOT_REFUNDABLE' : refusal.reason);
}
