/** The bodies of the control API, for its server and its client. */
import type { Dialect } from '../domain/dialect.ts';
import type { Payment, PaymentStatus } from '../domain/payment.ts';
import type { Active } from '../faults/faults.ts';
import type { Delivery, DeliveryAttempt } from '../webhooks/types.ts';

export const operations = [
  'create',
  'confirm',
  'read',
  'list',
  'update',
  'refund',
  'tax',
  'webhook',
] as const;
export type Operation = (typeof operations)[number];

export const apiFaultKinds = [
  'latency',
  'drop_before',
  'work_then_drop',
  'hang',
  'work_then_hang',
  'status',
  'work_then_status',
  'truncated',
  'not_json',
] as const;

export type ApiFault = {
  readonly operation: Operation | 'any';
  readonly kind: (typeof apiFaultKinds)[number];
  /** 0 to 1; by default always. */
  readonly probability?: number | undefined;
  /** How many times it applies; by default without end. */
  readonly count?: number | undefined;
  /** Number of a test card: applies only to creating payments with it, and to those payments. */
  readonly card?: string | undefined;
  /** `latency`: how long, in real milliseconds. */
  readonly delayMs?: number | undefined;
  /** `status`, `work_then_status`: by default 503. */
  readonly status?: number | undefined;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number | undefined;
};

export const webhookFaultKinds = [
  'duplicate',
  'reorder',
  'delay',
  'drop',
  'bad_signature',
  'stale_timestamp',
  'early',
] as const;

export type WebhookFault = {
  readonly kind: (typeof webhookFaultKinds)[number];
  /** Applies only to deliveries with this event; by default to all. */
  readonly eventType?: string | undefined;
  readonly probability?: number | undefined;
  readonly count?: number | undefined;
  /** Of `delay`, and the longest that `reorder` holds a delivery back: milliseconds of the virtual clock. */
  readonly delayMs?: number | undefined;
};

/** One actual charge. A payment that appears twice here was charged twice. */
export type Charge = {
  readonly paymentId: string;
  /** Cents, taxes included. */
  readonly amount: number;
  readonly currency: string;
  readonly at: string;
  readonly metadatas: Readonly<Record<string, unknown>> | null;
  /** Set when it is refunded in full. */
  readonly refundedAt: string | null;
  /** Cents: 0, a part refunded in the dashboard, or all of `amount`. */
  readonly refundedAmount: number;
  /** Set when the payment failed after it had been authorised. */
  readonly failedAt: string | null;
};

export type RequestEntry = {
  readonly id: number;
  readonly at: string;
  readonly host: 'api' | 'card';
  readonly method: string;
  readonly path: string;
  readonly operation: Operation | null;
  /** Card masked to its first six and last four digits, no CVC. */
  readonly body: unknown;
  /** Null while it runs, and for a request that a fault cut off. */
  readonly status: number | null;
  readonly fault: string | null;
};

export type ClockState = { readonly now: string; readonly offsetMs: number };

export type SeedPayment = {
  readonly status: PaymentStatus;
  readonly amountInCents?: number | undefined;
  readonly currency?: 'EUR' | 'USD' | undefined;
  readonly customerEmail?: string | undefined;
  readonly metadatas?: Readonly<Record<string, unknown>> | undefined;
};

export type { Active, Delivery, DeliveryAttempt, Dialect, Payment, PaymentStatus };
