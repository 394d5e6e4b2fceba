import type { Payment } from '@checkout/inflow/wire';

/** What the payment must be, for a state of ours to follow from it. */
export type Expected = {
  readonly attemptId: string;
  /** Null for `payments.create`: there the service sets, and may update, what is charged. */
  readonly session: { readonly id: string; readonly amount: number; readonly currency: string } | null;
};

export type Classification =
  | { readonly kind: 'charged' }
  | { readonly kind: 'refused'; readonly code: string | null }
  | { readonly kind: 'confirmable' }
  | { readonly kind: 'action' }
  /** Not decided yet, or a value that is not documented: never a success and never a failure. */
  | { readonly kind: 'undecided' }
  /** Not the payment we made: another amount, currency or reference. */
  | { readonly kind: 'mismatch'; readonly charged: boolean };

/** Money moved, even if it was paid back later (inflow/README, "Statuses"). */
const CHARGED: ReadonlySet<string> = new Set([
  'CHECKOUT_SUCCESS',
  'PAYMENT_RECEIVED',
  'PAYMENT_SUCCESS',
  'REFUND_PENDING',
  'FULLY_REFUNDED',
  'PARTIAL_REFUNDED',
  'REFUND_FAILED',
]);
const ENDED: ReadonlySet<string> = new Set(['PAYMENT_FAILED', 'CHECKOUT_CANCELED', 'CANCELED', 'EXPIRED']);
const INCOMPLETE: ReadonlySet<string> = new Set(['INITIATION', 'CHECKOUT_PENDING']);

/** The keys of our metadata on a payment: how a payment whose id was lost is recognised. */
export const SESSION_KEY = 'checkoutSessionId';
export const ATTEMPT_KEY = 'checkoutAttemptId';

export function isCharged(payment: Pick<Payment, 'status'>): boolean {
  return CHARGED.has(payment.status);
}

/** Inflow's payment, freshly read, against the attempt it should belong to. */
export function classify(payment: Payment, expected: Expected): Classification {
  if (!isOurs(payment, expected)) return { kind: 'mismatch', charged: isCharged(payment) };
  if (isCharged(payment)) return { kind: 'charged' };
  if (ENDED.has(payment.status)) return { kind: 'refused', code: payment.lastDepositAttempt?.error ?? null };
  switch (payment.depositStatus) {
    case 'requires_confirmation':
      return { kind: 'confirmable' };
    case 'requires_action':
      return { kind: 'action' };
    case 'succeeded':
      return { kind: 'undecided' };
    default:
      return INCOMPLETE.has(payment.status) && payment.lastDepositAttempt?.status === 'failed'
        ? { kind: 'refused', code: payment.lastDepositAttempt.error }
        : { kind: 'undecided' };
  }
}

function isOurs(payment: Payment, { attemptId, session }: Expected): boolean {
  if (payment.metadatas[ATTEMPT_KEY] !== attemptId) return false;
  return (
    session === null ||
    (payment.metadatas[SESSION_KEY] === session.id &&
      payment.amountInCents === session.amount &&
      payment.currency === session.currency)
  );
}
