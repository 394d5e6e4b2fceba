import type { Outcome } from '@checkout/schemas/outcome';
import type { Payment } from '@checkout/schemas/payment';
import type { SessionStatus, SessionView } from '@checkout/schemas/session';

/** Views arrive by several ways and may overtake each other: the newer one stays, and nothing but its reversal undoes "paid". */
export function newerView(current: SessionView | undefined, incoming: SessionView): SessionView {
  if (current === undefined) return incoming;
  const isPaid = current.status === 'complete' || current.status === 'reversed';
  if (isPaid && incoming.status !== 'complete' && incoming.status !== 'reversed') return current;
  return incoming.version >= current.version ? incoming : current;
}

/** What a response of `checkout.pay` or `checkout.agree` means for the session, until the session itself is read again. */
export function withOutcome(view: SessionView, outcome: Outcome): SessionView {
  return { ...view, outcome, status: statusAfter(outcome, view.status) };
}

function statusAfter(outcome: Outcome, before: SessionStatus): SessionStatus {
  switch (outcome.status) {
    case 'succeeded':
      return 'complete';
    case 'reversed':
      return 'reversed';
    case 'requires_action':
      return before;
    case 'processing':
      return 'processing';
    case 'requires_agreement':
    case 'declined':
      return 'open';
    default:
      return outcome satisfies never;
  }
}

/** Changes when another outcome has come, not when the same one is read again. */
export function outcomeKey(outcome: Outcome | null): string {
  if (outcome === null) return '';
  const code = outcome.status === 'declined' ? outcome.decline.code : '';
  return [outcome.status, outcome.payment?.id ?? '', code].join(' ');
}

/** Whether all of it was paid back. Statuses are Inflow's and open. */
export function isRefunded(payment: Payment | null | undefined): boolean {
  return payment?.status === 'FULLY_REFUNDED';
}

/** Closed by a person before its outcome was known: "not charged" may not be shown. */
export function isClosed(outcome: Outcome | null): boolean {
  return outcome?.status === 'declined' && outcome.decline.code === 'closed';
}
