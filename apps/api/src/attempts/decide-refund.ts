import type { Payment } from '@checkout/inflow/wire';
import type { RefundState } from '@checkout/schemas/payment';
import { classify } from './classify.ts';
import { MOST_SENDS, mayBeSentAgain } from './repeated-sends.ts';

/** inflow/README, "Refund". */
export const REFUNDABLE: ReadonlySet<string> = new Set([
  'CHECKOUT_SUCCESS',
  'PAYMENT_RECEIVED',
  'PAYMENT_SUCCESS',
]);

/** Of the longest call: after this many a claimed refund is not on its way any more, also where its sender began late. */
export const CALLS_OF_A_CLAIM = 2;

export type RefundFacts = {
  readonly state: RefundState;
  /** How often it was sent. */
  readonly tries: number;
  /** How long it has been in its state, by the database's clock. */
  readonly stepAgeMs: number;
  /** Whether the payment names another installation: then this one sends nothing. */
  readonly isForeign: boolean;
  readonly callDeadlineMs: number;
  readonly certaintyMs: number;
};

/** `requested` is never the result of reading. */
export type RefundResult = Exclude<RefundState, 'requested'>;

export type RefundDecision =
  | { readonly kind: 'stay' }
  /** Claim it, then send it. */
  | { readonly kind: 'send' }
  | { readonly kind: 'move'; readonly to: RefundResult };

const STAY: RefundDecision = { kind: 'stay' };

/** Whether a person may ask for a refund. After one that failed, too; whether Inflow grants that is not documented. */
export function mayBeRequested({ status }: Pick<Payment, 'status'>): boolean {
  return REFUNDABLE.has(status) || status === 'REFUND_FAILED';
}

/** What becomes of a stored refund, now that its payment was read. */
export function decideRefund(refund: RefundFacts, payment: Payment): RefundDecision {
  const { state, stepAgeMs } = refund;
  // Only its sender moves it: after `failed` another could be sent beside it.
  if (state === 'requested' && stepAgeMs < CALLS_OF_A_CLAIM * refund.callDeadlineMs) return STAY;
  const to = stateSaid(refund, payment);
  if (to !== null) return state === to || state === 'refunded' ? STAY : { kind: 'move', to };
  const isCertain = stepAgeMs >= refund.certaintyMs;
  // Refused by Inflow itself after it was accepted, or never carried out: a person may ask for it again.
  if (state === 'pending')
    return isCertain && mayBeRequested(payment) ? { kind: 'move', to: 'failed' } : STAY;
  if (state !== 'requested' && state !== 'unknown') return STAY;
  // This REFUND_FAILED may be that of an earlier refund, so a lost one may still come.
  if (payment.status === 'REFUND_FAILED') return isCertain ? { kind: 'move', to: 'failed' } : STAY;
  if (!REFUNDABLE.has(payment.status)) return STAY;
  if (refund.tries >= MOST_SENDS || refund.isForeign)
    return isCertain ? { kind: 'move', to: 'failed' } : STAY;
  const sent = { times: refund.tries, ageMs: stepAgeMs };
  return mayBeSentAgain(sent, refund.callDeadlineMs) ? { kind: 'send' } : STAY;
}

/** The state that the payment's status says by itself; null where it says none. An undocumented status never does. */
function stateSaid({ state }: Pick<RefundFacts, 'state'>, payment: Payment): RefundResult | null {
  switch (payment.status) {
    case 'REFUND_PENDING':
      return 'pending';
    case 'FULLY_REFUNDED':
      return 'refunded';
    // In Inflow's dashboard. Ours is a refund in full, which is not possible any more.
    case 'PARTIAL_REFUNDED':
      return 'failed';
    case 'REFUND_FAILED':
      return state === 'pending' ? 'failed' : null;
    default: {
      // Nothing is left to refund.
      const said = classify(payment);
      return said.kind === 'failed' && said.isEnd ? 'failed' : null;
    }
  }
}

/**
 * The state of a refund after its call, by the payment as it was read then (null where it could not be). `accepted`: Inflow answered
 * with success. `refused`: the call certainly had no effect.
 */
export function stateAfterCall(
  { tries }: Pick<RefundFacts, 'tries'>,
  call: { readonly result: 'accepted' | 'refused' | 'lost'; readonly payment: Payment | null },
): RefundResult {
  const { result, payment } = call;
  const state = result === 'accepted' ? 'pending' : 'unknown';
  const said = payment === null ? null : stateSaid({ state }, payment);
  if (said !== null) return said;
  // Where an earlier call was lost, a refusal does not say what became of that one.
  return result === 'refused' && tries === 1 ? 'failed' : 'unknown';
}
