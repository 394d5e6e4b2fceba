import type { Payment } from '@checkout/inflow/wire';
import { ATTEMPT_KEY, namesAnother, SESSION_KEY } from './payment-metadata.ts';
import { isOfPrice, type Price } from './price.ts';

/** What the payment must be, for a state of ours to follow from it. */
export type Expected = {
  readonly installationId: string;
  readonly attemptId: string;
  /** Null while the attempt has not learned it. */
  readonly paymentId: string | null;
  /** Null for `payments.create`: there the service sets, and may update, what is charged. */
  readonly session: (Price & { readonly id: string; readonly currency: string }) | null;
};

export type Classification =
  | { readonly kind: 'charged' }
  /** Charged, and paid back in full. */
  | { readonly kind: 'refunded' }
  /**
   * Ended without a charge, or failed after the issuer had authorised it. `isEnd`: nothing can charge it any more. Without that the issuer
   * has refused it; whether it still waits for another confirm is open (inflow/README, "Open points").
   */
  | { readonly kind: 'failed'; readonly code: string | null; readonly isEnd: boolean }
  | { readonly kind: 'confirmable' }
  /** Not decided yet, or a value that is not documented: never a success and never a failure. */
  | { readonly kind: 'undecided' };

/** Money moved, even where a part of it, or soon all of it, is paid back (inflow/README, "Statuses"). */
const CHARGED: ReadonlySet<string> = new Set([
  'CHECKOUT_SUCCESS',
  'PAYMENT_RECEIVED',
  'PAYMENT_SUCCESS',
  'REFUND_PENDING',
  'PARTIAL_REFUNDED',
  'REFUND_FAILED',
]);
const ENDED: ReadonlySet<string> = new Set(['PAYMENT_FAILED', 'CHECKOUT_CANCELED', 'CANCELED', 'EXPIRED']);
const INCOMPLETE: ReadonlySet<string> = new Set(['INITIATION', 'CHECKOUT_PENDING']);

/** Whether money moved at all. */
export function isCharged({ status }: Pick<Payment, 'status'>): boolean {
  return CHARGED.has(status) || status === 'FULLY_REFUNDED';
}

/** What Inflow says of a payment, freshly read. */
export function classify(payment: Payment): Classification {
  if (CHARGED.has(payment.status)) return { kind: 'charged' };
  if (payment.status === 'FULLY_REFUNDED') return { kind: 'refunded' };
  const { lastDepositAttempt, depositStatus } = payment;
  if (ENDED.has(payment.status)) {
    // What lapsed, or was cancelled, no issuer has refused.
    const code = payment.status === 'PAYMENT_FAILED' ? null : 'not_charged';
    return { kind: 'failed', code: lastDepositAttempt?.error ?? code, isEnd: true };
  }
  if (depositStatus === 'requires_action' || depositStatus === 'succeeded') return { kind: 'undecided' };
  if (INCOMPLETE.has(payment.status) && lastDepositAttempt?.status === 'failed')
    return { kind: 'failed', code: lastDepositAttempt.error, isEnd: false };
  return { kind: depositStatus === 'requires_confirmation' ? 'confirmable' : 'undecided' };
}

/**
 * Whether it is the payment that the attempt made, for the price of its session. Metadata that a response leaves out says
 * nothing where the attempt knows the payment by its id; metadata with another value always does.
 */
export function isOurs(payment: Payment, expected: Expected): boolean {
  const { metadatas } = payment;
  const { installationId, attemptId, session } = expected;
  const isKnown = payment.id === expected.paymentId;
  const says = (key: string, value: string) =>
    metadatas[key] === undefined ? isKnown : metadatas[key] === value;
  return (
    says(ATTEMPT_KEY, attemptId) &&
    !namesAnother(payment, installationId) &&
    (session === null ||
      (says(SESSION_KEY, session.id) && isOfPrice(payment, session) && payment.currency === session.currency))
  );
}
