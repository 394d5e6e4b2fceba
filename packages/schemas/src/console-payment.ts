/** One payment with its session: what it is now, and everything that has happened, in one timeline. Amounts in cents, dates ISO 8601. */
import * as z from 'zod/mini';
import { declineSchema } from './decline.ts';
import { keptConsentSchema } from './merchant-page.ts';
import { REFUND_STATES } from './payment.ts';
import { productLineSchema } from './product.ts';
import { sessionReferenceSchema, sessionStatusSchema } from './session.ts';
import { mayBeKept } from './text.ts';

export const consolePaymentIdSchema = z
  .string('required')
  .check(z.regex(/^[A-Za-z0-9_-]{1,128}$/, 'invalid'), mayBeKept);

/** `console.payment.get` and `console.payment.watch`: a payment by Inflow's id, or a session by its reference; exactly one of them. */
export const paymentOrSessionSchema = z
  .strictObject({
    paymentId: z.optional(consolePaymentIdSchema),
    reference: z.optional(sessionReferenceSchema),
  })
  .check(
    z.superRefine((input, context) => {
      if ((input.paymentId === undefined) !== (input.reference === undefined)) return;
      context.addIssue({ code: 'custom', path: ['paymentId'], message: 'required', input: undefined });
    }),
  );
export type PaymentOrSession = z.output<typeof paymentOrSessionSchema>;

/**
 * What it is now, for one sentence that can be read out. `unknown`: it is not known whether money moved. `stray`: charged, and not the
 * payment of its session. `waiting`: nothing was submitted yet.
 */
export const STANDINGS = [
  'waiting',
  'inProgress',
  'challenge',
  'unknown',
  'declined',
  'paid',
  'guaranteed',
  'settled',
  'failedAfterwards',
  'refundAwaitsApproval',
  'refundUnknown',
  'refundPending',
  'refunded',
  'partlyRefunded',
  'refundFailed',
  'stray',
  'strayDismissed',
  'expired',
  'notCharged',
] as const;
export const standingSchema = z.enum(STANDINGS);
export type Standing = z.output<typeof standingSchema>;

export const consoleAttemptSchema = z.object({
  attemptId: z.string(),
  createdAt: z.string(),
  /** Ours, docs/adr/0002. */
  state: z.string(),
  stateAt: z.string(),
  amountInCents: z.int(),
  currency: z.string(),
  cardBrand: z.nullable(z.string()),
  cardLast4: z.nullable(z.string()),
  savesCard: z.boolean(),
  paymentId: z.nullable(z.string()),
  /** `retryable`: whether the same card may be tried again. */
  decline: z.nullable(declineSchema),
  errorReason: z.nullable(z.string()),
  threeDs: z.enum(['none', 'open', 'done']),
  confirmsSent: z.int(),
  /** Rebuilt from Inflow's payment after our rows were lost. */
  adopted: z.boolean(),
  /** What the shopper agreed to about the merchant's terms; null where the page said nothing of them. */
  consent: z.nullable(keptConsentSchema),
  /** Whether a person may end the wait for its outcome. */
  closable: z.boolean(),
});
export type ConsoleAttempt = z.output<typeof consoleAttemptSchema>;

/** Whose words an entry has. */
export const TIMELINE_SOURCES = ['checkout', 'inflow', 'shop', 'operator'] as const;
/**
 * `decision`: a row of our audit trail. `provider`: a status in Inflow's own timeline. `webhook`: a delivery of Inflow's to us. `event`:
 * one of ours, written. `delivery`: what the shop answered to one.
 */
export const TIMELINE_KINDS = ['decision', 'provider', 'webhook', 'event', 'delivery'] as const;

export const timelineEntrySchema = z.object({
  /** Unique in its timeline, and the same in the next. */
  key: z.string(),
  at: z.string(),
  source: z.enum(TIMELINE_SOURCES),
  kind: z.enum(TIMELINE_KINDS),
  /** The audit trail's action, Inflow's status or event type, or our event type; open. */
  code: z.string(),
  actor: z.nullable(z.string()),
  actorName: z.nullable(z.string()),
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  attemptId: z.nullable(z.string()),
  paymentId: z.nullable(z.string()),
  /** Of `event` and `delivery`: to replay it. */
  eventId: z.nullable(z.string()),
  endpointId: z.nullable(z.string()),
  /** Of `webhook`: to replay it. */
  webhookId: z.nullable(z.string()),
  /** Of `delivery`: HTTP status, null without an answer; and the beginning of what was answered. Of `webhook`: `processed`, `dead`. */
  httpStatus: z.nullable(z.int()),
  answer: z.nullable(z.string()),
});
export type TimelineEntry = z.output<typeof timelineEntrySchema>;

export const REFUND_REQUEST_STATES = ['waiting', 'approved', 'rejected'] as const;
/** A refund over the limit, and what a second person said. */
export const refundRequestSchema = z.object({
  requestId: z.string(),
  paymentId: z.string(),
  state: z.enum(REFUND_REQUEST_STATES),
  amountInCents: z.int(),
  currency: z.string(),
  /** Masked in lists. */
  customerEmail: z.nullable(z.string()),
  reason: z.string(),
  requestedAt: z.string(),
  requestedBy: z.string(),
  requestedByName: z.nullable(z.string()),
  /** Whether the person who asks now is the one who has requested it. */
  isOwn: z.boolean(),
  decidedAt: z.nullable(z.string()),
  decidedByName: z.nullable(z.string()),
  decisionReason: z.nullable(z.string()),
});
export type RefundRequest = z.output<typeof refundRequestSchema>;

/** What can be done with it now, by the person who asks. A refund may still need a second one: `refundNeedsApproval`. */
export const PAYMENT_ACTIONS = [
  'refund',
  'approveRefund',
  'rejectRefund',
  'adoptStray',
  'dismissStray',
  'closeAttempt',
  'expireSession',
  'unblock',
  'replayEvents',
] as const;
export const paymentActionSchema = z.enum(PAYMENT_ACTIONS);
export type PaymentAction = z.output<typeof paymentActionSchema>;

export const paymentDetailSchema = z.object({
  standing: standingSchema,
  /** Null for a session without a payment. */
  payment: z.nullable(
    z.object({
      paymentId: z.string(),
      createdAt: z.string(),
      /** Inflow's own words; open. */
      status: z.string(),
      depositStatus: z.nullable(z.string()),
      declineCode: z.nullable(z.string()),
      /** When Inflow was last asked. */
      readAt: z.string(),
      currency: z.string(),
      amountInCents: z.int(),
      amountTaxesIncluded: z.nullable(z.int()),
      taxRateInPercentage: z.nullable(z.number()),
      taxCountry: z.nullable(z.string()),
      products: z.array(z.object({ name: z.string(), price: z.int(), quantity: z.int() })),
      metadatas: z.record(z.string(), z.unknown()),
      stray: z.boolean(),
    }),
  ),
  session: z.nullable(
    z.object({
      reference: z.string(),
      status: sessionStatusSchema,
      createdAt: z.string(),
      createdBy: z.string(),
      expiresAt: z.string(),
      currency: z.string(),
      subtotal: z.int(),
      items: z.array(productLineSchema),
      metadatas: z.record(z.string(), z.string()),
      acknowledgement: z.nullable(z.object({ reference: z.string(), at: z.string() })),
    }),
  ),
  /** Masked for a viewer; `erased` once the person's data was erased. */
  customer: z.object({
    email: z.nullable(z.string()),
    customerId: z.nullable(z.string()),
    masked: z.boolean(),
    erased: z.boolean(),
  }),
  attempts: z.array(consoleAttemptSchema),
  refund: z.nullable(
    z.object({
      state: z.enum(REFUND_STATES),
      reason: z.nullable(z.string()),
      requestedBy: z.string(),
      requestedByName: z.nullable(z.string()),
      requestedAt: z.string(),
    }),
  ),
  refundRequests: z.array(refundRequestSchema),
  /** Oldest first. */
  timeline: z.array(timelineEntrySchema),
  actions: z.array(paymentActionSchema),
  /** Whether a refund by the person who asks waits for a second one. */
  refundNeedsApproval: z.boolean(),
});
export type PaymentDetail = z.output<typeof paymentDetailSchema>;
