/**
 * The console's lists. E-mail addresses are masked in every list, for every role; a session is named by its reference, which permits
 * nothing. Amounts in cents, dates ISO 8601 in UTC.
 */
import * as z from 'zod/mini';
import { currencySchema } from './money.ts';
import { REFUND_STATES } from './payment.ts';
import { sessionStatusSchema } from './session.ts';
import { mayBeKept, upTo } from './text.ts';

/** What needs a person's attention, and has rows of its own. */
export const ATTENTION_KINDS = ['unresolved', 'stray', 'unacknowledged', 'refundFailed', 'approval'] as const;
export const attentionKindSchema = z.enum(ATTENTION_KINDS);
export type AttentionKind = z.output<typeof attentionKindSchema>;

export const SORTS = ['newest', 'oldest', 'largest', 'smallest'] as const;
export const sortSchema = z.enum(SORTS);

/** A day or a time; a day means its beginning, UTC. */
export const timeSchema = z.string('invalid').check(
  z.regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/, { error: 'invalid', abort: true }),
  z.refine((value) => !Number.isNaN(Date.parse(value)), 'invalid'),
);
const anyCents = z
  .int('invalid')
  .check(z.nonnegative('below_minimum'), z.maximum(2 ** 31 - 1, 'above_maximum'));

/** The filters of the list of payments: in the page's address, in the export's, and here. */
export const paymentFilters = {
  /** Inflow's; open. */
  status: z.optional(z.string('invalid').check(upTo(64), mayBeKept)),
  currency: z.optional(currencySchema),
  /** Of the total with tax. */
  amountFrom: z.optional(anyCents),
  amountTo: z.optional(anyCents),
  /** From this time on. */
  createdFrom: z.optional(timeSchema),
  /** Before this time. */
  createdTo: z.optional(timeSchema),
  declineCode: z.optional(z.string('invalid').check(upTo(64), mayBeKept)),
  cardBrand: z.optional(z.string('invalid').check(upTo(32), mayBeKept)),
  cardLast4: z.optional(z.string('invalid').check(z.regex(/^\d{4}$/, 'invalid'))),
  /** ISO 3166-1 alpha-2, of the tax. */
  country: z.optional(z.string('invalid').check(z.regex(/^[A-Z]{2}$/, 'invalid'))),
  stray: z.optional(z.boolean('invalid')),
  refund: z.optional(z.enum(REFUND_STATES, 'invalid')),
};

const pageFields = {
  limit: z._default(
    z.int('invalid').check(z.minimum(1, 'below_minimum'), z.maximum(100, 'above_maximum')),
    25,
  ),
  /** `nextCursor` of the page before, with the same filters and sorting. */
  cursor: z.nullish(z.string().check(upTo(200), mayBeKept)),
};

/**
 * What was typed into the one search field: an e-mail address, the id of a payment, the reference or id of a session, any metadata value,
 * the last four digits of a card, an amount (`49.99`), a decline code, a day (`2026-11-27`).
 */
const queryFieldSchema = z.optional(z.string('invalid').check(z.trim(), upTo(200), mayBeKept));

/** `console.search.payments` */
export const searchPaymentsSchema = z.strictObject({
  query: queryFieldSchema,
  ...paymentFilters,
  sort: z._default(sortSchema, 'newest'),
  ...pageFields,
});
export type SearchPayments = z.output<typeof searchPaymentsSchema>;

/** How the typed text was understood. It can be several: `4242` is four digits, an amount and a metadata value. */
export const UNDERSTOOD_KINDS = [
  'email',
  'payment',
  'session',
  'metadata',
  'cardLast4',
  'amount',
  'declineCode',
  'day',
] as const;
export const understoodSchema = z.array(z.enum(UNDERSTOOD_KINDS));
export type Understood = (typeof UNDERSTOOD_KINDS)[number];

export const paymentRowSchema = z.object({
  paymentId: z.string(),
  createdAt: z.string(),
  /** Inflow's; open. */
  status: z.string(),
  currency: z.string(),
  /** Before tax. */
  amountInCents: z.int(),
  /** What the customer pays; null until Inflow has computed the tax. */
  amountTaxesIncluded: z.nullable(z.int()),
  /** Masked: `a•••@example.com`. */
  customerEmail: z.nullable(z.string()),
  country: z.nullable(z.string()),
  cardBrand: z.nullable(z.string()),
  cardLast4: z.nullable(z.string()),
  declineCode: z.nullable(z.string()),
  /** `ref_…`; null for a payment of no session. */
  reference: z.nullable(z.string()),
  stray: z.boolean(),
  refund: z.nullable(z.enum(REFUND_STATES)),
  /** A refund of it waits for a second person. */
  awaitsApproval: z.boolean(),
});
export type PaymentRow = z.output<typeof paymentRowSchema>;

/**
 * A page examines a bounded number of rows, so it may have fewer than `limit`, even none, and a `nextCursor` all the same: then the search
 * goes on behind it. `searchedTo`: how far back it has come; null at the end.
 */
export const paymentRowsSchema = z.object({
  payments: z.array(paymentRowSchema),
  understood: understoodSchema,
  nextCursor: z.nullable(z.string()),
  searchedTo: z.nullable(z.string()),
});
export type PaymentRows = z.output<typeof paymentRowsSchema>;

/** `console.search.sessions`: also those that have no payment (yet). Newest first. */
export const searchSessionsSchema = z.strictObject({
  query: queryFieldSchema,
  status: z.optional(sessionStatusSchema),
  /** `unresolved` and `unacknowledged` are lists of sessions. */
  attention: z.optional(z.enum(['unresolved', 'unacknowledged'], 'invalid')),
  createdFrom: z.optional(timeSchema),
  createdTo: z.optional(timeSchema),
  ...pageFields,
});
export type SearchSessions = z.output<typeof searchSessionsSchema>;

export const sessionRowSchema = z.object({
  reference: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  status: sessionStatusSchema,
  currency: z.string(),
  /** Before tax. */
  subtotal: z.int(),
  customerEmail: z.nullable(z.string()),
  /** `shopper`, `service:<name>` or `operator:<id>`. */
  createdBy: z.string(),
  /** Inflow's id of the payment that paid it. */
  paymentId: z.nullable(z.string()),
  /** When it was paid; and under which reference the shop has acknowledged it. */
  completedAt: z.nullable(z.string()),
  acknowledgedReference: z.nullable(z.string()),
  attempts: z.int(),
});
export type SessionRow = z.output<typeof sessionRowSchema>;
export const sessionRowsSchema = z.object({
  sessions: z.array(sessionRowSchema),
  understood: understoodSchema,
  nextCursor: z.nullable(z.string()),
  searchedTo: z.nullable(z.string()),
});
export type SessionRows = z.output<typeof sessionRowsSchema>;

/** `console.search.changes`: a subscription that yields when payments may have changed, at most once a second. */
export const changeSchema = z.object({ at: z.string() });
