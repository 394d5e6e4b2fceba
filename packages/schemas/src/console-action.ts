/** What people do in the console. Every action has a reason, which the audit trail keeps. */
import * as z from 'zod/mini';
import { reasonSchema } from './console-operator.ts';
import { consolePaymentIdSchema, refundRequestSchema } from './console-payment.ts';
import { metadatasSchema } from './merchant-text.ts';
import { currencySchema } from './money.ts';
import { productLinesSchema, totalProblem } from './product.ts';
import { namedSessionSchema } from './session.ts';
import { emailSchema } from './text.ts';

const ofPayment = { paymentId: consolePaymentIdSchema, reason: reasonSchema };
const ofSession = { reference: namedSessionSchema, reason: reasonSchema };

/** `console.refund.request`: in full. `expected`: what the person was shown; `CONFLICT` where the payment has another total now. */
export const requestRefundSchema = z.strictObject({
  ...ofPayment,
  expected: z.strictObject({ amountInCents: z.int('invalid'), currency: currencySchema }),
});
export type RequestRefund = z.output<typeof requestRefundSchema>;

/**
 * `sent`: Inflow has taken it. `unknown`: it is not known yet whether it has; it is looked for, and must not be given another way.
 * `awaitsApproval`: nothing was sent; a second person decides.
 */
export const refundResultSchema = z.object({
  outcome: z.enum(['sent', 'unknown', 'awaitsApproval']),
  requestId: z.nullable(z.string()),
});
export type RefundResult = z.output<typeof refundResultSchema>;

/** `console.refund.approve` and `console.refund.reject` */
export const decideRefundSchema = z.strictObject({
  requestId: z.string('required').check(z.regex(/^rr_[A-Za-z0-9_-]{1,64}$/, 'invalid')),
  reason: reasonSchema,
});
export type DecideRefund = z.output<typeof decideRefundSchema>;
/** `console.refund.waiting`: oldest first, at most 200. */
export const refundRequestsSchema = z.object({ requests: z.array(refundRequestSchema) });

/** `console.stray.adopt`, `console.stray.dismiss`. A stray charge is refunded by `refund.request`. */
export const strayActionSchema = z.strictObject(ofPayment);
export type StrayAction = z.output<typeof strayActionSchema>;

/** `console.attempt.close`: `closed: false` where it had ended already; `state` says how. */
export const closeAttemptSchema = z.strictObject(ofSession);
export type CloseAttempt = z.output<typeof closeAttemptSchema>;
export const closedAttemptSchema = z.object({ closed: z.boolean(), state: z.string() });

/** `console.session.expire` */
export const expireSessionSchema = z.strictObject(ofSession);
export type ExpireSession = z.output<typeof expireSessionSchema>;

/** `console.session.createLink`: pays once. */
export const createLinkSchema = z
  .strictObject({
    products: productLinesSchema,
    currency: currencySchema,
    customerEmail: z.optional(emailSchema),
    metadatas: z._default(metadatasSchema, {}),
    /** 1 to 90. */
    expiresInDays: z._default(
      z.int('invalid').check(z.minimum(1, 'below_minimum'), z.maximum(90, 'above_maximum')),
      7,
    ),
    reason: reasonSchema,
  })
  .check(
    z.superRefine((input, context) => {
      const problem = totalProblem(input.products, input.currency);
      if (problem !== null)
        context.addIssue({ code: 'custom', path: ['products'], message: problem, input: undefined });
    }),
  );
export type CreateLink = z.output<typeof createLinkSchema>;
/** `url` permits paying, and is shown this once. */
export const createdLinkSchema = z.object({ url: z.string(), reference: z.string(), expiresAt: z.string() });

/** `console.shopper.unblock`: what was counted against this person's attempts of the last day is forgotten. */
export const unblockSchema = z.strictObject(ofSession);
export type Unblock = z.output<typeof unblockSchema>;
/** How many attempts are not counted any more. */
export const unblockedSchema = z.object({ attempts: z.int() });

const cursorSchema = z.string('invalid').check(z.regex(/^\d{1,15}$/, 'invalid'));

/** `console.webhooks.list`: deliveries of Inflow's that could not be processed, oldest first. */
export const deadWebhooksSchema = z.object({
  webhooks: z.array(
    z.object({
      webhookId: z.string(),
      at: z.string(),
      tries: z.int(),
      lastError: z.nullable(z.string()),
      events: z.array(z.object({ eventType: z.string(), paymentId: z.nullable(z.string()) })),
    }),
  ),
});
/** `console.webhooks.replay`: one of them, or all. */
export const replayWebhooksSchema = z.strictObject({
  webhookId: z.optional(z.string('invalid').check(z.regex(/^[\x21-\x7e]{1,256}$/, 'invalid'))),
  reason: reasonSchema,
});
export type ReplayWebhooks = z.output<typeof replayWebhooksSchema>;
export const replayedWebhooksSchema = z.object({ webhooks: z.int() });

/** `console.endpoints.replay`: one event, or those behind `after` up to `upTo`, or those since a time; at most 10,000. */
export const replayEventsSchema = z
  .strictObject({
    endpointId: z.string('required').check(z.regex(/^ep_[A-Za-z0-9_-]{1,64}$/, 'invalid')),
    eventId: z.optional(z.string().check(z.regex(/^evt_[0-9a-f]{32}$/, 'invalid'))),
    after: z.optional(cursorSchema),
    upTo: z.optional(cursorSchema),
    since: z.optional(z.iso.datetime('invalid')),
    reason: reasonSchema,
  })
  .check(
    z.superRefine(({ eventId, after, since }, context) => {
      if ([eventId, after, since].filter((each) => each !== undefined).length === 1) return;
      context.addIssue({ code: 'custom', path: ['eventId'], message: 'required', input: undefined });
    }),
  );
export type ReplayEvents = z.output<typeof replayEventsSchema>;

/** `console.strayRefunds.get`: whether stray charges are refunded without a person, which starts anew after a restore. */
export const strayRefundsSchema = z.object({
  /** `ORPHAN_CHARGES`. Unless it is `refund`, none is refunded by itself. */
  mode: z.enum(['report', 'refund']),
  /** When a person has started it for this database, and who; null while it is stopped. */
  releasedAt: z.nullable(z.string()),
  releasedBy: z.nullable(z.string()),
  releasedByName: z.nullable(z.string()),
  /** When this database was first seen, and when the whole list of Inflow's was last compared with it. */
  recognisedAt: z.string(),
  comparedAt: z.nullable(z.string()),
  /** Restored, and not compared yet: payments may be missing here. */
  isBehind: z.boolean(),
});
export type StrayRefunds = z.output<typeof strayRefundsSchema>;
/** `console.strayRefunds.start` and `.stop` */
export const strayRefundsActionSchema = z.strictObject({ reason: reasonSchema });

/** Of an action that answers nothing else. */
export const doneSchema = z.object({ done: z.literal(true) });
