import { InflowError } from '@checkout/inflow/errors';
import { AppError, found } from '../app-error.ts';
import { type Actor, recordDecision } from '../db/audit.ts';
import { inTransaction } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { readAndReconcile, reconcile } from './reconcile.ts';
import { claimRefund, findRefund, moveRefund, type Refund, refundStateOf } from './refund-store.ts';

/** inflow/README, "Refund". */
const REFUNDABLE: ReadonlySet<string> = new Set(['CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS']);

type Request = { readonly paymentId: string; readonly reason?: string | undefined; readonly actor: Actor };

/**
 * Refunds a payment in full. The row is committed before Inflow is called, so that a second request finds it.
 * @throws AppError `NOT_FOUND`, `ALREADY_REFUNDED`, `PAYMENT_NOT_REFUNDABLE`, `OUTCOME_UNKNOWN` (the job of refunds goes on).
 */
export async function refundPayment(deps: Deps, { paymentId, reason, actor }: Request): Promise<void> {
  const { payment } = await readAndReconcile(deps, paymentId, actor);
  if (!REFUNDABLE.has(payment.status)) {
    throw new AppError(
      refundStateOf(payment.status) === null ? 'PAYMENT_NOT_REFUNDABLE' : 'ALREADY_REFUNDED',
    );
  }
  const refund = await inTransaction(deps.db, async (tx) => {
    const claimed = await claimRefund(tx, { paymentId, reason: reason ?? null, requestedBy: actor });
    if (claimed === null) throw new AppError('ALREADY_REFUNDED');
    await recordDecision(tx, { actor, action: 'refund.requested', paymentId, to: 'requested' });
    return claimed;
  });
  const { state } = await sendRefund(deps, refund, actor);
  if (state === 'unknown' || state === 'requested') throw new AppError('OUTCOME_UNKNOWN');
  if (state === 'failed') throw new AppError('PAYMENT_NOT_REFUNDABLE');
}

/**
 * Resolves a refund whose response was lost. It is sent again once the first request cannot be on its way any more: Inflow
 * refunds a payment in full or not at all, and refuses a second one, so sending twice cannot pay back twice.
 */
export async function resolveRefund(deps: Deps, refund: Refund, actor: Actor): Promise<void> {
  const { payment } = await readAndReconcile(deps, refund.paymentId, actor);
  const current = found(await findRefund(deps.db, refund.paymentId));
  if (current.step !== refund.step || current.state === 'pending') return;
  if (REFUNDABLE.has(payment.status) && current.stepAgeMs >= deps.settings.callDeadlineMs) {
    await sendRefund(deps, current, actor);
  }
}

async function sendRefund(deps: Deps, refund: Refund, actor: Actor): Promise<Refund> {
  const { paymentId } = refund;
  const askedAt = deps.now();
  let refused = false;
  try {
    const payment = await deps.inflow.refundPayment(
      paymentId,
      refund.reason === null ? {} : { reason: refund.reason },
    );
    if (payment !== null) await reconcile(deps, { payment, askedAt }, actor);
    else await readAndReconcile(deps, paymentId, actor);
  } catch (error) {
    deps.log.warn({ paymentId, err: error }, 'a refund was not answered with the payment');
    refused = error instanceof InflowError && error.outcomeKnown && error.kind === 'validation';
    // A refusal may also mean that an earlier request worked, so the payment is read.
    await readAndReconcile(deps, paymentId, actor).catch(() => undefined);
  }
  const current = found(await findRefund(deps.db, paymentId));
  if (current.step !== refund.step) return current;
  const to = refused ? 'failed' : 'unknown';
  return (await moveRefund(deps.db, current, { to, actor })) ?? found(await findRefund(deps.db, paymentId));
}
