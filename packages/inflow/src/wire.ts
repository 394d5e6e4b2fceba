/** A payment as Inflow sends it. Amounts are integer cents; times are ISO 8601 strings, kept as sent. */
import { z } from 'zod';
import { DEPOSIT_ATTEMPT_STATUSES, DEPOSIT_STATUSES } from './inferred.ts';
import { openEnum, orNull, readableOf } from './wire-fields.ts';

export const KNOWN_PAYMENT_STATUSES = [
  'INITIATION',
  'CHECKOUT_PENDING',
  'CHECKOUT_SUCCESS',
  'PAYMENT_RECEIVED',
  'PAYMENT_SUCCESS',
  'PAYMENT_FAILED',
  'CHECKOUT_CANCELED',
  'CANCELED',
  'REFUND_PENDING',
  'FULLY_REFUNDED',
  'PARTIAL_REFUNDED',
  'REFUND_FAILED',
  // The documentation's table of labels has EXPIRED "as named", without listing it among the statuses.
  'EXPIRED',
] as const;

export const KNOWN_DEPOSIT_STATUSES = DEPOSIT_STATUSES;

export type KnownPaymentStatus = (typeof KNOWN_PAYMENT_STATUSES)[number];
export type KnownDepositStatus = (typeof KNOWN_DEPOSIT_STATUSES)[number];

export const ProductSchema = z.object({
  name: z.string(),
  /** Per unit, in cents. */
  price: z.int(),
  quantity: z.int(),
});

/** One attempt to charge. A declined card is an attempt with `status: "failed"`, never an HTTP error. */
export const DepositAttemptSchema = z.object({
  status: orNull(openEnum(DEPOSIT_ATTEMPT_STATUSES)),
  amount: orNull(z.int()),
  paymentMethod: orNull(z.string()),
  /** An open list of codes: `card_declined`, `expired_card`, … */
  error: orNull(z.string()),
  attemptedAt: orNull(z.string()),
});

const TimelineEntrySchema = z.object({
  status: openEnum(KNOWN_PAYMENT_STATUSES),
  timestamp: orNull(z.string()),
});

/**
 * Only the fields that every decision needs are required. The others are null (or empty) when Inflow leaves them out,
 * sends null, or sends an unknown form.
 */
export const PaymentSchema = z.object({
  id: z.string().min(1),
  /** Before tax under `TAX_EXCLUSIVE`. */
  amountInCents: z.int(),
  currency: z.string(),
  status: openEnum(KNOWN_PAYMENT_STATUSES),
  customerEmail: orNull(z.string()),
  customerId: orNull(z.string()),
  products: readableOf(ProductSchema),
  metadatas: z.record(z.string(), z.unknown()).catch({}),
  subscriptionId: orNull(z.string()),
  taxCountry: orNull(z.string()),
  /** What the customer pays, in cents. */
  amountTaxesIncluded: orNull(z.int()),
  taxRateInPercentage: orNull(z.number()),
  depositStatus: orNull(openEnum(KNOWN_DEPOSIT_STATUSES)),
  lastDepositAttempt: orNull(DepositAttemptSchema),
  depositAttempts: readableOf(DepositAttemptSchema),
  timeline: readableOf(TimelineEntrySchema),
  /** Its shape is not documented; it was only ever seen null. */
  transactionSummary: z.unknown().default(null),
  createdAt: orNull(z.string()),
  updatedAt: orNull(z.string()),
});

/** The fields of a list's entry that are used: a payment is read by itself for the rest. */
export const ListedPaymentSchema = z.object({
  ...PaymentSchema.pick({ id: true, status: true, createdAt: true }).shape,
  /** Null when the list leaves them out: they say nothing then, and the payment has to be read. */
  metadatas: orNull(z.record(z.string(), z.unknown())),
  /** For a comparison of the books; null where the list leaves them out. */
  amountInCents: orNull(z.int()),
  currency: orNull(z.string()),
});

/** The six documented fields of a create's response, and two that show a refusal when Inflow sends them. */
export const CreatedPaymentSchema = z.object({
  ...PaymentSchema.pick({
    id: true,
    amountInCents: true,
    currency: true,
    status: true,
    customerEmail: true,
    depositStatus: true,
    lastDepositAttempt: true,
  }).shape,
  /** Not `orNull`: an unreadable URL taken for null would confirm a payment without its 3DS challenge. */
  threeDsSessionUrl: z
    .string()
    .nullish()
    .transform((url) => url ?? null),
});

export type Product = z.infer<typeof ProductSchema>;
export type DepositAttempt = z.infer<typeof DepositAttemptSchema>;
export type Payment = z.infer<typeof PaymentSchema>;
export type ListedPayment = z.infer<typeof ListedPaymentSchema>;
export type CreatedPayment = z.infer<typeof CreatedPaymentSchema>;
