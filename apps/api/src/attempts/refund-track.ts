import type { Payment } from '@checkout/inflow/wire';
import type { RefundState } from '@checkout/schemas/payment';
import { type Actor, recordDecision } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { findRefund, moveRefund, type RefundRow } from './refund-store.ts';

/** What a payment's status says of its refund; null where it says nothing. */
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

/** Records what a freshly read payment says of the refund that was asked for. */
export async function trackRefund(deps: Deps, payment: Payment, actor: Actor): Promise<RefundRow | null> {
  const to = refundStateOf(payment.status);
  const refund = await findRefund(deps.db, payment.id);
  if (to === null || refund === null || refund.state === to || refund.state === 'refunded') return refund;
  return changeRefund(deps, refund, { to, actor });
}

export async function changeRefund(
  deps: Deps,
  refund: RefundRow,
  { to, actor }: { to: RefundState; actor: Actor },
): Promise<RefundRow | null> {
  return deps.db.transaction(async (tx) => {
    const moved = await moveRefund(tx, refund, to);
    if (moved === null) return null;
    const { paymentId } = refund;
    await recordDecision(tx, { actor, action: `refund.${to}`, paymentId, from: refund.state, to });
    return moved;
  });
}
