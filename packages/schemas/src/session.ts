import * as z from 'zod/mini';
import { cardHintSchema } from './card.ts';
import { knownCustomerViewSchema } from './known-customer.ts';
import { merchantPageSchema } from './merchant-page.ts';
import { centsSchema, currencySchema } from './money.ts';
import { outcomeSchema } from './outcome.ts';
import { auditEntrySchema } from './payment.ts';
import { pricingModeSchema, sessionLineSchema } from './product.ts';

/** `cs_` and 192 random bits, base64url. The id is the permission to see and pay the session. */
export const sessionIdSchema = z.string('required').check(z.regex(/^cs_[A-Za-z0-9_-]{22,64}$/, 'invalid'));

/**
 * `ref_` and 32 hex digits: names a session, and permits nothing. It may be shown, logged and sent by mail. `sessions.get`,
 * `sessions.expire`, `payments.list` and `payments.close` take it in place of the id.
 */
export const sessionReferenceSchema = z.string('required').check(z.regex(/^ref_[0-9a-f]{32}$/, 'invalid'));

/** As services name a session: by its id or by its reference. */
export const namedSessionSchema = z.union([sessionIdSchema, sessionReferenceSchema], 'invalid');

/**
 * `processing`: an attempt's outcome is not known yet, and no other attempt may begin. `complete`: paid, and still so as far
 * as Inflow has said. `reversed`: was paid and is not any more (failed after authorisation, or refunded in full).
 */
export const SESSION_STATUSES = ['open', 'processing', 'complete', 'reversed', 'expired'] as const;
export const sessionStatusSchema = z.enum(SESSION_STATUSES);
export type SessionStatus = z.output<typeof sessionStatusSchema>;

/** What the checkout page shows. Amounts in cents; `pricingMode` says whether they include the tax. */
export const sessionViewSchema = z.object({
  sessionId: z.string(),
  /** Goes back to the shop with the shopper, as `session_id` of `successUrl`. */
  reference: z.string(),
  status: sessionStatusSchema,
  currency: currencySchema,
  items: z.array(sessionLineSchema),
  subtotal: centsSchema,
  pricingMode: pricingModeSchema,
  customerEmail: z.nullable(z.string()),
  /** Not null: the shopper may pay with the customer's last saved card. The hint is null when we never saw that card. */
  savedCard: z.nullable(z.object({ hint: z.nullable(cardHintSchema) })),
  successUrl: z.nullable(z.string()),
  cancelUrl: z.nullable(z.string()),
  /** Of the page; null: the shopper's own. Left out by an api of an earlier version, as the two below. */
  locale: z.exactOptional(z.nullable(z.string())),
  /** What the form begins with. */
  customer: z.exactOptional(z.nullable(knownCustomerViewSchema)),
  /** Whose page it is. */
  merchant: z.exactOptional(merchantPageSchema),
  /** ISO 8601, UTC. */
  expiresAt: z.string(),
  /** Of the current attempt; null before the first one. */
  outcome: z.nullable(outcomeSchema),
  /** Incremented by each change; `checkout.watch` resumes after it. */
  version: z.int(),
});
export type SessionView = z.output<typeof sessionViewSchema>;

/**
 * A session as a service caller sees it. `sessionId` and `url` permit paying it, so a token without `pay` gets the reference and an
 * empty text instead.
 */
export const serviceSessionSchema = z.object({
  ...sessionViewSchema.shape,
  url: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  allowSavedCard: z.boolean(),
  metadatas: z.record(z.string(), z.string()),
  /** Inflow's id of the payment that paid this session. */
  paymentId: z.nullable(z.string()),
  /** What `sessions.acknowledge` said; null before that. */
  acknowledgement: z.nullable(z.object({ reference: z.string(), at: z.string() })),
  /** Paid for certain: Inflow's `PAYMENT_RECEIVED` has come. Before it, an authorised payment may still fail. */
  guaranteed: z.boolean(),
  history: z.array(auditEntrySchema),
});
export type ServiceSession = z.output<typeof serviceSessionSchema>;
