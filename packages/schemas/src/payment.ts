import * as z from 'zod/mini';
import { cardHintSchema } from './card.ts';
import { declineSchema } from './decline.ts';

/** Inflow's payment statuses (inflow/README, "Statuses"). New ones may appear without notice, so `status` itself is open. */
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
] as const;
export type KnownPaymentStatus = (typeof KNOWN_PAYMENT_STATUSES)[number];

/** A payment as the shopper may see it. Amounts in cents, dates in ISO 8601. */
export const paymentSchema = z.object({
  /** Inflow's id. */
  id: z.string(),
  /** Inflow's status; open. */
  status: z.string(),
  currency: z.string(),
  /** Before tax when the price excludes it (`TAX_EXCLUSIVE`). */
  amountInCents: z.int(),
  /** What the customer pays; null until Inflow has computed the tax. */
  amountTaxesIncluded: z.nullable(z.int()),
  taxRateInPercentage: z.nullable(z.number()),
  taxCountry: z.nullable(z.string()),
  customerEmail: z.nullable(z.string()),
  /** The card that was typed; null for a saved one, and where it is not known. */
  card: z.nullable(cardHintSchema),
  /** Of a business purchase, as typed; null for any other, and where it is not shown any more. */
  business: z.nullable(z.object({ name: z.string(), taxId: z.string() })),
  /** A business purchase in the EU that Inflow charged no tax on: the buyer owes it. */
  reverseCharge: z.boolean(),
  products: z.array(z.object({ name: z.string(), price: z.int(), quantity: z.int() })),
  createdAt: z.nullable(z.string()),
  updatedAt: z.nullable(z.string()),
});
export type Payment = z.output<typeof paymentSchema>;

/** One decision about money, from our append-only audit trail. */
export const auditEntrySchema = z.object({
  /** ISO 8601, UTC. */
  at: z.string(),
  /** `shopper`, `service:<name>`, `webhook`, `reconciler` or `system`. */
  actor: z.string(),
  action: z.string(),
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;

export const REFUND_STATES = ['requested', 'unknown', 'pending', 'refunded', 'failed'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** A payment as a service caller sees it. */
export const servicePaymentSchema = z.object({
  ...paymentSchema.shape,
  customerId: z.nullable(z.string()),
  /** Inflow's; open. `requires_confirmation`, `requires_action`, `succeeded`, `failed`. */
  depositStatus: z.nullable(z.string()),
  /** Where to send the customer's browser while a 3DS challenge is open. */
  threeDsSessionUrl: z.nullable(z.string()),
  decline: z.nullable(declineSchema),
  metadatas: z.record(z.string(), z.unknown()),
  /** The checkout session that this payment belongs to, if any. */
  sessionId: z.nullable(z.string()),
  /** The state of the requested refund, if any. */
  refund: z.nullable(z.enum(REFUND_STATES)),
  /** Inflow's history of the payment's statuses. */
  timeline: z.array(z.object({ status: z.string(), timestamp: z.string() })),
  /** Our audit trail of it. */
  history: z.array(auditEntrySchema),
});
export type ServicePayment = z.output<typeof servicePaymentSchema>;
