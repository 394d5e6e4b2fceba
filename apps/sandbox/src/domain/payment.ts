import type { CardToken } from './card.ts';

/** Inflow's payment statuses, all of them (README of the API facts, "Statuses"). */
export const paymentStatuses = [
  'INITIATION',
  'CHECKOUT_PENDING',
  'CHECKOUT_SUCCESS',
  'PAYMENT_RECEIVED',
  'PAYMENT_SUCCESS',
  'PAYMENT_FAILED',
  'CHECKOUT_CANCELED',
  'CANCELED',
  'EXPIRED',
  'REFUND_PENDING',
  'FULLY_REFUNDED',
  'PARTIAL_REFUNDED',
  'REFUND_FAILED',
] as const;

export type PaymentStatus = (typeof paymentStatuses)[number];

/** `requires_action` and `failed` are inferred; the other two are documented. */
type DepositStatus = 'requires_action' | 'requires_confirmation' | 'succeeded' | 'failed';

export type Product = { readonly name: string; readonly price: number; readonly quantity: number };

export type DepositAttempt = {
  readonly status: 'succeeded' | 'failed';
  /** Cents, taxes included. */
  readonly amount: number;
  readonly paymentMethod: 'CARD';
  readonly error: string | null;
  readonly attemptedAt: string;
};

type TimelineEntry = { readonly status: PaymentStatus; readonly timestamp: string };

/** A payment exactly as in the response of `GET /api/payment/{id}`: these fields and no others. */
export type Payment = {
  readonly id: string;
  readonly amountInCents: number;
  readonly currency: 'EUR' | 'USD';
  readonly status: PaymentStatus;
  readonly customerEmail: string;
  readonly customerId: string | null;
  readonly products: readonly Product[];
  readonly metadatas: Readonly<Record<string, unknown>> | null;
  readonly subscriptionId: string | null;
  readonly taxCountry: string | null;
  readonly amountTaxesIncluded: number | null;
  readonly depositStatus: DepositStatus | null;
  readonly lastDepositAttempt: DepositAttempt | null;
  readonly taxRateInPercentage: number | null;
  readonly timeline: readonly TimelineEntry[];
  readonly depositAttempts: readonly DepositAttempt[];
  readonly transactionSummary: null;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** The fields of a create that the payment does not show. First and last name are checked and not stored. */
export type Terms = {
  readonly billingCountry: string;
  readonly postalCode: string | undefined;
  readonly purchasingAsBusiness: boolean;
  readonly businessName: string | undefined;
  readonly taxId: string | undefined;
  readonly pricingMode: 'TAX_EXCLUSIVE' | 'TAX_INCLUSIVE';
  readonly autoConfirm: boolean;
  readonly savePaymentMethod: boolean;
  readonly threeDsSuccessUrl: string | undefined;
  readonly threeDsFailureUrl: string | undefined;
};

type ThreeDsSession = {
  readonly sessionId: string;
  readonly state: 'open' | 'approved' | 'declined' | 'expired';
  /** Milliseconds of the virtual clock. */
  readonly expiresAt: number;
};

/** The payment's next scheduled transition, and when (milliseconds of the virtual clock). */
export type Due = {
  readonly at: number;
  readonly what: 'decide' | 'receive' | 'settle' | 'refund' | 'expire_challenge';
};

/** Everything that the sandbox stores about a payment. */
export type PaymentRecord = {
  readonly payment: Payment;
  readonly terms: Terms;
  readonly card: CardToken | null;
  readonly threeDs: ThreeDsSession | null;
  readonly due: Due | null;
};
