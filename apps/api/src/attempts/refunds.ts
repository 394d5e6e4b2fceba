import { InflowError } from '@checkout/inflow/errors';
import { AppError, found } from '../app-error.ts';
import { type Actor, recordDecision } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { absorb, readAndAbsorb } from './reconcile.ts';
import { claimRefund, findRefund, type RefundRow } from './refund-store.ts';
import { changeRefund, refundStateOf } from './refund-track.ts';

/** inflow/README, "Refund". */
const REFUNDABLE: ReadonlySet<string> = new Set(['CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS']);

type Request = { readonly paymentId: string; readonly reason?: string | undefined; readonly actor: Actor };

/**
 * Refunds a payment in full. The row is committed before Inflow is asked, so that a second request finds it.
 * @throws AppError `NOT_FOUND`, `ALREADY_REFUNDED`, `PAYMENT_NOT_REFUNDABLE`, `OUTCOME_UNKNOWN` (the reconciler goes on).
 */
export async function refundPayment(deps: Deps, { paymentId, reason, actor }: Request): Promise<void> {
  const { payment } = await readAndAbsorb(deps, paymentId, actor);
  if (!REFUNDABLE.has(payment.status)) {
    throw new AppError(
      refundStateOf(payment.status) === null ? 'PAYMENT_NOT_REFUNDABLE' : 'ALREADY_REFUNDED',
    );
  }
  const refund = await deps.db.transaction(async (tx) => {
    const claimed = await claimRefund(tx, { paymentId, reason: reason ?? null, requestedBy: actor });
    if (claimed === null) throw new AppError('ALREADY_REFUNDED');
    await recordDecision(tx, { actor, action: 'refund.requested', paymentId, to: 'requested' });
    return claimed;
  });
  const settled = await sendRefund(deps, refund, actor);
  if (settled.state === 'unknown' || settled.state === 'requested') throw new AppError('OUTCOME_UNKNOWN');
  if (settled.state === 'failed') throw new AppError('PAYMENT_NOT_REFUNDABLE');
}

/**
 * A refund whose answer was lost. Sent again once the first request cannot be on its way any more: Inflow refunds a
 * payment in full or not at all, and refuses a second one, so asking twice cannot pay back twice.
 */
export async function settleRefund(deps: Deps, refund: RefundRow, actor: Actor): Promise<void> {
  const { payment } = await readAndAbsorb(deps, refund.paymentId, actor);
  const current = found(await findRefund(deps.db, refund.paymentId));
  if (current.step !== refund.step || current.state === 'pending') return;
  const age = deps.now().getTime() - current.stepAt.getTime();
  if (REFUNDABLE.has(payment.status) && age >= deps.settings.callDeadlineMs) {
    await sendRefund(deps, current, actor);
  }
}

async function sendRefund(deps: Deps, refund: RefundRow, actor: Actor): Promise<RefundRow> {
  const { paymentId } = refund;
  const at = deps.now();
  let refused = false;
  try {
    const payment = await deps.inflow.refundPayment(
      paymentId,
      refund.reason === null ? {} : { reason: refund.reason },
    );
    if (payment !== null) await absorb(deps, { payment, at }, actor);
    else await readAndAbsorb(deps, paymentId, actor);
  } catch (error) {
    deps.log.warn({ paymentId, err: error }, 'a refund was not answered with the payment');
    refused = error instanceof InflowError && error.outcomeKnown && error.kind === 'validation';
    // Even a refusal may only mean that an earlier request worked: the payment itself tells.
    await readAndAbsorb(deps, paymentId, actor).catch(() => undefined);
  }
  const current = found(await findRefund(deps.db, paymentId));
  if (current.step !== refund.step) return current;
  const to = refused ? 'failed' : 'unknown';
  return (await changeRefund(deps, current, { to, actor })) ?? found(await findRefund(deps.db, paymentId));
}
