import type { Appearance } from '@checkout/schemas/appearance';
import type { Role } from '@checkout/schemas/console-operator';
import type { Trying } from '@checkout/schemas/endpoint';
import type { ErrorReason } from '@checkout/schemas/error-code';
import type { EventData, EventType } from '@checkout/schemas/event';
import type { FieldErrors } from '@checkout/schemas/field-problem';
import type { KnownCustomer } from '@checkout/schemas/known-customer';
import type { KeptConsent, Links, PageSettings } from '@checkout/schemas/merchant-page';
import type { RefundState } from '@checkout/schemas/payment';
import type { PricingMode, ProductLine, SessionLine } from '@checkout/schemas/product';
import type { SessionStatus } from '@checkout/schemas/session';
import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Scope } from '../service-tokens.ts';
import type { AttemptState } from './attempt-states.ts';

// Milliseconds, as JavaScript has them: a keyset cursor must compare equal to what it was made from.
const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const createdAt = at('created_at').notNull().defaultNow();

/** It was given when its attempt began. */
export type AttemptConsent = Omit<KeptConsent, 'at'>;

/**
 * Who this installation is, in one row. Its id goes into every payment's metadata, so that several installations can share an account
 * of Inflow. The rest shows whether the database is new, copied or restored (docs/adr/0018).
 */
export const installation = pgTable('installation', {
  /** Allows one row. */
  one: boolean('one').primaryKey().default(true),
  id: text('id').notNull(),
  /** Of the PostgreSQL database that this row was last seen in: cluster, database, timeline. */
  databaseIdentity: text('database_identity').notNull(),
  /** When it was first seen there. */
  recognisedAt: at('recognised_at').notNull().defaultNow(),
  /** The newest record that came with the database. What was paid later may be unknown here until it is compared. */
  knownUntil: at('known_until'),
  /** When everything that Inflow made since `known_until` had been compared; null while it has not. */
  recoveredAt: at('recovered_at'),
  /** When the list of Inflow's payments was last compared in whole. */
  comparedAt: at('compared_at'),
  /** When a person allowed automatic refunds for this database, and who; null before that. */
  refundsReleasedAt: at('refunds_released_at'),
  refundsReleasedBy: text('refunds_released_by'),
});

/** Amounts are integer cents everywhere. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    status: text('status').$type<SessionStatus>().notNull().default('open'),
    /** Counts up with each change: of the session, or of one of its attempts. */
    version: integer('version').notNull().default(1),
    currency: text('currency').$type<'EUR' | 'USD'>().notNull(),
    items: jsonb('items').$type<SessionLine[]>().notNull(),
    subtotal: integer('subtotal').notNull(),
    pricingMode: text('pricing_mode').$type<PricingMode>().notNull().default('TAX_EXCLUSIVE'),
    customerEmail: text('customer_email'),
    allowSavedCard: boolean('allow_saved_card').notNull().default(false),
    metadatas: jsonb('metadatas').$type<Record<string, string>>().notNull().default({}),
    successUrl: text('success_url'),
    cancelUrl: text('cancel_url'),
    /** `shopper` or `service:<name>`. */
    createdBy: text('created_by').notNull(),
    /** Inflow's id of the payment that paid it. */
    paymentId: text('payment_id'),
    /** Of `sessions.create`, per service; with the keyed HMAC of the whole input. */
    idempotencyKey: text('idempotency_key'),
    inputFingerprint: text('input_fingerprint'),
    expiresAt: at('expires_at').notNull(),
    /** Expired, and kept because it was attempted: the job that deletes unused sessions need not look at it again. */
    retained: boolean('retained').notNull().default(false),
    /** How many events it has had; each has the next number. */
    eventSequence: integer('event_sequence').notNull().default(0),
    /** When it was paid. */
    completedAt: at('completed_at'),
    /** When the merchant's service said that its own order exists, and which. */
    acknowledgedAt: at('acknowledged_at'),
    acknowledgedReference: text('acknowledged_reference'),
    /** When it was found that this is late. */
    unacknowledgedAt: at('unacknowledged_at'),
    /** W3C `traceparent` of the call that made it: what follows continues that trace. Null without tracing. */
    traceParent: text('trace_parent'),
    /** When a person at the console unblocked its shopper: attempts before that do not count against it. */
    unblockedAt: at('unblocked_at'),
    /** When its page was first opened, and when a price was first asked for there: for the funnel. */
    openedAt: at('opened_at'),
    quotedAt: at('quoted_at'),
    /** Of its page, over what the deployment has; null: as that. */
    locale: text('locale'),
    appearance: jsonb('appearance').$type<Appearance>(),
    links: jsonb('links').$type<Links>(),
    /** What the form begins with. */
    customer: jsonb('customer').$type<KnownCustomer>(),
    createdAt,
  },
  (table) => [
    index('sessions_unacknowledged')
      .on(table.createdAt, table.id)
      .where(sql`status = 'complete' and acknowledged_at is null and completed_at is not null`),
    index('sessions_to_be_acknowledged')
      .on(table.completedAt)
      .where(
        sql`status = 'complete' and acknowledged_at is null and completed_at is not null and unacknowledged_at is null`,
      ),
    index('sessions_created').on(table.createdAt, table.id),
    index('sessions_status').on(table.status, table.createdAt, table.id),
    uniqueIndex('sessions_key')
      .on(table.createdBy, table.idempotencyKey)
      .where(sql`idempotency_key is not null`),
    // See session-reference.ts.
    index('sessions_reference').on(sql`left(encode(sha256(id::bytea), 'hex'), 32)`),
    index('sessions_unexpired').on(table.expiresAt).where(sql`status in ('open', 'processing')`),
    index('sessions_unretained').on(table.expiresAt).where(sql`status = 'expired' and not retained`),
    index('sessions_email')
      .on(sql`lower(customer_email)`, table.createdAt, table.id)
      .where(sql`customer_email is not null`),
  ],
);

/** One row for each submission or `payments.create`. A state is committed before the call that it announces is sent. */
export const attempts = pgTable(
  'attempts',
  {
    /** Sent to Inflow in our metadata, so that a payment whose id was lost can be found. */
    id: uuid('id').primaryKey(),
    /** Null for `payments.create`. */
    sessionId: text('session_id').references(() => sessions.id),
    /** The owner of the idempotency key: the session's id, or `service:<name>`. */
    owner: text('owner').notNull(),
    key: text('key').notNull(),
    /** Keyed HMAC of the whole input but the CVC: tells a repeat from another input. Forgotten after a day. */
    fingerprint: text('fingerprint'),
    state: text('state').$type<AttemptState>().notNull(),
    /** Counts transitions; each update names the step it starts from, so that two writers cannot both win. */
    step: integer('step').notNull().default(0),
    stepAt: at('step_at').notNull().defaultNow(),
    /** When the job of due attempts may claim it, if nothing moves it before. */
    dueAt: at('due_at').notNull(),
    /** Whether the create asked Inflow to confirm by itself. Decides how a lost create is treated. */
    automatic: boolean('automatic').notNull(),
    /** Whether we confirm without being asked again. False only for `payments.create` without `autoConfirm`. */
    confirms: boolean('confirms').notNull(),
    /** What its products cost as priced: `pricingMode` says whether that includes the tax. */
    amount: integer('amount').notNull(),
    /** As its create says, also where the session says otherwise later. An attempt of an earlier version has excluded the tax. */
    pricingMode: text('pricing_mode').$type<PricingMode>().notNull().default('TAX_EXCLUSIVE'),
    /** The total that the shopper has agreed to pay, tax included; null where there is none (yet). */
    agreedTotal: integer('agreed_total'),
    /** Whether the shopper is asked about any other total. */
    asksTotal: boolean('asks_total').notNull().default(false),
    /** Whether it may be confirmed only after a 3DS challenge (`REQUIRE_3DS`). */
    requiresChallenge: boolean('requires_challenge').notNull().default(false),
    currency: text('currency').notNull(),
    customerEmail: text('customer_email').notNull(),
    cardBrand: text('card_brand'),
    cardLast4: text('card_last4'),
    /** Card fingerprint: the limit of a session counts different cards by it. Forgotten after a day. */
    cardFingerprint: text('card_fingerprint'),
    savesCard: boolean('saves_card').notNull().default(false),
    /** Of a business purchase, as typed: for the receipt. Inflow does not return them. */
    businessName: text('business_name'),
    taxId: text('tax_id'),
    paymentId: text('payment_id'),
    redirectUrl: text('redirect_url'),
    declineCode: text('decline_code'),
    errorReason: text('error_reason').$type<ErrorReason>(),
    errorFields: jsonb('error_fields').$type<FieldErrors>(),
    /** How many confirms were sent, and when the last one was. */
    confirmsSent: integer('confirms_sent').notNull().default(0),
    confirmSentAt: at('confirm_sent_at'),
    /** Whether the answer to one of them was lost: it may have worked. Without that, a refused confirm is certain. */
    confirmLost: boolean('confirm_lost').notNull().default(false),
    /** Rebuilt from Inflow's payment after its rows were lost, so that its input is not known. */
    adopted: boolean('adopted').notNull().default(false),
    /** When the person's data was erased. `customer_email` and `fingerprint` are empty then. */
    erasedAt: at('erased_at'),
    /** What the shopper was told about the merchant's terms, and agreed to; null where the page said nothing of them. */
    consent: jsonb('consent').$type<AttemptConsent>(),
    /** As of a session: of the call that began it. */
    traceParent: text('trace_parent'),
    createdAt,
  },
  (table) => [
    uniqueIndex('attempts_key').on(table.owner, table.key),
    uniqueIndex('attempts_payment').on(table.paymentId).where(sql`payment_id is not null`),
    // The database itself refuses a second active attempt of a session.
    uniqueIndex('attempts_one_active')
      .on(table.sessionId)
      .where(
        sql`state in ('creating', 'create_unknown', 'created', 'awaiting_agreement', 'requires_action', 'confirming', 'confirm_unknown')`,
      ),
    index('attempts_session').on(table.sessionId, table.createdAt),
    index('attempts_due')
      .on(table.dueAt)
      .where(
        sql`state in ('creating', 'create_unknown', 'created', 'awaiting_confirmation', 'awaiting_agreement', 'requires_action', 'confirming', 'confirm_unknown')`,
      ),
    index('attempts_hashed').on(table.createdAt).where(sql`fingerprint is not null`),
    index('attempts_email').on(table.customerEmail).where(sql`saves_card`),
    index('attempts_person').on(sql`lower(customer_email)`),
  ],
);

/**
 * Where a shopper's attempt came from, for the velocity limits: nothing but keyed HMACs, and deleted after a day. Written in
 * the transaction that begins the attempt.
 */
export const attemptOrigins = pgTable(
  'attempt_origins',
  {
    attemptId: uuid('attempt_id').primaryKey(),
    at: at('at').notNull().default(sql`clock_timestamp()`),
    /** Keyed HMAC of the network, with a dot and that of its IPv6 /48 behind it, where it has one. */
    client: text('client'),
    email: text('email').notNull(),
    /** Null for a saved card. */
    card: text('card'),
  },
  (table) => [
    index('attempt_origins_at').on(table.at),
    index('attempt_origins_client').on(table.client, table.at).where(sql`client is not null`),
    index('attempt_origins_site').on(sql`split_part(client, '.', 2)`, table.at).where(sql`client like '%.%'`),
    index('attempt_origins_email').on(table.email, table.at),
    index('attempt_origins_card').on(table.card, table.at).where(sql`card is not null`),
  ],
);

/** Inflow's payments as last read from Inflow. */
export const payments = pgTable(
  'payments',
  {
    id: text('id').primaryKey(),
    sessionId: text('session_id').references(() => sessions.id),
    attemptId: uuid('attempt_id').references(() => attempts.id),
    status: text('status').notNull(),
    depositStatus: text('deposit_status'),
    currency: text('currency').notNull(),
    /** At most what an `integer` holds; see `largeAmounts`. */
    amount: integer('amount').notNull(),
    amountTaxesIncluded: integer('amount_taxes_included'),
    /** Both amounts where one of them is larger than that: this api accepts no such amount, but other holders of the account's key can set it. */
    largeAmounts: jsonb('large_amounts').$type<{ amount: number; amountTaxesIncluded: number | null }>(),
    taxRate: doublePrecision('tax_rate'),
    taxCountry: text('tax_country'),
    customerEmail: text('customer_email'),
    customerId: text('customer_id'),
    products: jsonb('products').$type<ProductLine[]>().notNull(),
    metadatas: jsonb('metadatas').$type<Record<string, unknown>>().notNull(),
    timeline: jsonb('timeline').$type<{ status: string; timestamp: string }[]>().notNull(),
    declineCode: text('decline_code'),
    /** Inflow's own times. */
    providerCreatedAt: at('provider_created_at'),
    providerUpdatedAt: at('provider_updated_at'),
    /** A stray charge: not the recorded payment of its session. */
    orphan: boolean('orphan').notNull().default(false),
    /** When a person decided that nothing is to be done about it. */
    dismissedAt: at('dismissed_at'),
    /** Of its attempt, by a trigger: the lists of the console find a payment by them. */
    cardBrand: text('card_brand'),
    cardLast4: text('card_last4'),
    /** When the read that this row came from was begun. */
    readAt: at('read_at').notNull().defaultNow(),
    /** When it is to be read again by itself; null once nothing more is expected of it. */
    dueAt: at('due_at'),
    /** When the person's data was erased: a trigger keeps a later read from bringing it back. */
    erasedAt: at('erased_at'),
    createdAt,
  },
  (table) => [
    index('payments_created').on(table.createdAt, table.id),
    index('payments_status').on(table.status, table.createdAt, table.id),
    index('payments_session').on(table.sessionId),
    index('payments_due').on(table.dueAt).where(sql`due_at is not null`),
    index('payments_orphan').on(table.createdAt).where(sql`orphan`),
    // What the console searches for, each with the order of its lists.
    index('payments_email')
      .on(sql`lower(customer_email)`, table.createdAt, table.id)
      .where(sql`customer_email is not null`),
    index('payments_last4').on(table.cardLast4, table.createdAt, table.id).where(sql`card_last4 is not null`),
    index('payments_total').on(sql`coalesce(amount_taxes_included, amount)`, table.createdAt, table.id),
    index('payments_decline')
      .on(table.declineCode, table.createdAt, table.id)
      .where(sql`decline_code is not null`),
  ],
);

/** At most one refund per payment: Inflow refunds in full only. */
export const refunds = pgTable(
  'refunds',
  {
    paymentId: text('payment_id').primaryKey(),
    state: text('state').$type<RefundState>().notNull(),
    step: integer('step').notNull().default(0),
    stepAt: at('step_at').notNull().defaultNow(),
    reason: text('reason'),
    requestedBy: text('requested_by').notNull(),
    /** When a node may next look at it; claiming it puts that off, so that one node at a time does. */
    dueAt: at('due_at').notNull().defaultNow(),
    /** How often it was sent. */
    tries: integer('tries').notNull().default(0),
    createdAt,
  },
  (table) => [
    index('refunds_due').on(table.dueAt).where(sql`state in ('requested', 'unknown', 'pending')`),
    index('refunds_state').on(table.state, table.createdAt),
  ],
);

/** The inbox of webhook deliveries, and their queue. `dead` ones wait until a person replays them. */
export const deliveries = pgTable(
  'webhook_deliveries',
  {
    svixId: text('svix_id').primaryKey(),
    sentAt: at('sent_at').notNull(),
    state: text('state').$type<'pending' | 'processed' | 'dead'>().notNull().default('pending'),
    events: jsonb('events').$type<{ eventType: string; paymentId: string | null }[]>().notNull(),
    tries: integer('tries').notNull().default(0),
    /** When a pending one may be claimed: on arrival, some time after a failed try, or when a claim ends. */
    dueAt: timestamp('due_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    lastError: text('last_error'),
    /** Of the request that brought it: its processing is linked to that. */
    traceParent: text('trace_parent'),
    createdAt,
  },
  (table) => [
    index('webhook_deliveries_due').on(table.dueAt).where(sql`state = 'pending'`),
    index('webhook_deliveries_dead').on(table.createdAt).where(sql`state = 'dead'`),
    index('webhook_deliveries_processed').on(table.createdAt).where(sql`state = 'processed'`),
    // Which deliveries have told of a payment.
    index('webhook_deliveries_payments').using('gin', table.events.op('jsonb_path_ops')),
  ],
);

/**
 * Append-only (a trigger refuses update and delete): one row per decision about money. Only the rows of a session that was never
 * attempted are deleted, with the session.
 */
export const audit = pgTable(
  'audit',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: at('at').notNull().defaultNow(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    sessionId: text('session_id'),
    attemptId: uuid('attempt_id'),
    paymentId: text('payment_id'),
    from: text('from_state'),
    to: text('to_state'),
    /** Why a person decided so, in their words. No personal data: it is never erased. */
    reason: text('reason'),
    /** Of a person at the console: the IP address that the call came from. */
    address: text('address'),
  },
  (table) => [
    index('audit_session').on(table.sessionId, table.id).where(sql`session_id is not null`),
    index('audit_attempt').on(table.attemptId, table.id).where(sql`attempt_id is not null`),
    index('audit_payment').on(table.paymentId, table.id).where(sql`payment_id is not null`),
    index('audit_operators').on(table.id).where(sql`actor like 'operator:%'`),
    index('audit_operator').on(table.actor, table.id).where(sql`actor like 'operator:%'`),
  ],
);

/**
 * The outbox: what the merchant is told. Written by the trigger `audit_appends_events` in the transaction of the audit row that it
 * follows from, and numbered afterwards (events/numbering.ts).
 */
export const events = pgTable(
  'events',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    type: text('type').$type<EventType>().notNull(),
    sessionId: text('session_id'),
    /** Counts from 1 within the session; null for what belongs to none. */
    sequence: integer('sequence'),
    paymentId: text('payment_id'),
    data: jsonb('data').$type<EventData>().notNull(),
    /** In the order of writing; what is committed late has an early one. */
    ordinal: bigserial('ordinal', { mode: 'number' }).notNull(),
    /** Counts from 1 without a gap, over all events; null until it is given, after the commit. It is the cursor. */
    position: bigint('position', { mode: 'number' }),
    createdAt,
  },
  (table) => [
    uniqueIndex('events_position').on(table.position),
    index('events_unnumbered').on(table.ordinal).where(sql`position is null`),
    uniqueIndex('events_session').on(table.sessionId, table.sequence),
    index('events_type').on(table.type, table.position),
    index('events_created').on(table.createdAt),
    index('events_payment').on(table.paymentId).where(sql`payment_id is not null`),
  ],
);

/** Where events are sent. */
export const endpoints = pgTable('endpoints', {
  id: text('id').primaryKey(),
  url: text('url').notNull(),
  /** Null: all. */
  types: jsonb('types').$type<string[]>(),
  /** The newest first. Each signs, until its end where it has one (ISO 8601). */
  secrets: jsonb('secrets').$type<{ secret: string; endsAt: string | null }[]>().notNull(),
  state: text('state').$type<'active' | 'paused'>().notNull().default('active'),
  pausedBecause: text('paused_because'),
  /** Since when it has taken no event; how many tries in a row have failed; and until when no other is made. */
  failingSince: at('failing_since'),
  failures: integer('failures').notNull().default(0),
  blockedUntil: at('blocked_until'),
  /** Deliveries of all events up to this position have been written. */
  position: bigint('position', { mode: 'number' }).notNull(),
  createdBy: text('created_by').notNull(),
  createdAt,
});

/** Of one event to one endpoint: the queue, and what was answered. */
export const eventDeliveries = pgTable(
  'event_deliveries',
  {
    endpointId: text('endpoint_id')
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    eventId: uuid('event_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    /** Those of a lane are sent one after the other: a session's, or an event of no session by itself. */
    lane: text('lane').notNull(),
    state: text('state').$type<'waiting' | 'delivered'>().notNull().default('waiting'),
    tries: integer('tries').notNull().default(0),
    /** When it may be claimed; a claim puts that off. */
    dueAt: timestamp('due_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    /** When it was first tried. */
    triedAt: at('tried_at'),
    /** The last ten tries. */
    attempts: jsonb('attempts').$type<Trying[]>().notNull().default([]),
    createdAt,
  },
  (table) => [
    primaryKey({ columns: [table.endpointId, table.eventId] }),
    index('event_deliveries_lane')
      .on(table.endpointId, table.lane, table.position)
      .where(sql`state = 'waiting'`),
    index('event_deliveries_waiting').on(table.endpointId, table.position).where(sql`state = 'waiting'`),
    index('event_deliveries_position').on(table.endpointId, table.position),
    index('event_deliveries_delivered').on(table.createdAt).where(sql`state = 'delivered'`),
  ],
);

/** The files that the pages of the last builds load, so that a node serves them for a page of another build too. */
export const assets = pgTable('assets', {
  /** As in the page: with a hash of the content, and `.br` behind it where it is compressed. */
  name: text('name').primaryKey(),
  body: bytea('body').notNull(),
  /** When a node that has this file said so last. */
  seenAt: at('seen_at').notNull().defaultNow(),
});

/** What an admin has set in the console for the pages, in one row: over the file of the deployment. */
export const pageSettings = pgTable(
  'page_settings',
  {
    /** Allows one row. */
    one: boolean('one').primaryKey().default(true),
    settings: jsonb('settings').$type<PageSettings>().notNull(),
    /** A picture that was uploaded there. */
    logo: bytea('logo'),
    /** Counts changes: a change names the one that it was made from, so that none is lost. */
    version: integer('version').notNull().default(1),
    updatedAt: at('updated_at').notNull().defaultNow(),
    updatedBy: text('updated_by')
      .notNull()
      .references(() => operators.id),
  },
  (table) => [check('page_settings_one_row', sql`${table.one}`)],
);

/** Which node runs a job that only one may run, and until when. */
export const jobLeases = pgTable('job_leases', {
  name: text('name').primaryKey(),
  holder: uuid('holder').notNull(),
  heldUntil: at('held_until').notNull(),
});

/**
 * The merchant's own metadata of sessions and payments, by value, so that the console finds an order by any of them. Kept by triggers
 * (migration 0014); its rows go with those that they are of.
 */
export const metadataValues = pgTable(
  'metadata_values',
  {
    of: text('of').$type<'session' | 'payment'>().notNull(),
    value: text('value').notNull(),
    createdAt: at('created_at').notNull(),
    id: text('id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.of, table.value, table.createdAt, table.id] }),
    index('metadata_values_id').on(table.id),
  ],
);

/** The merchant's people, as their login last described them. */
export const operators = pgTable(
  'operators',
  {
    id: text('id').primaryKey(),
    /** Who says so, and how it names the person: `iss` and `sub` of OpenID Connect. */
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    name: text('name').notNull(),
    email: text('email'),
    role: text('role').$type<Role>().notNull(),
    /** From then on no sign-in is accepted. */
    blockedAt: at('blocked_at'),
    lastSignInAt: at('last_sign_in_at'),
    createdAt,
  },
  (table) => [uniqueIndex('operators_subject').on(table.issuer, table.subject)],
);

/** Of the console, found by the SHA-256 of what the cookie holds. */
export const operatorSessions = pgTable(
  'operator_sessions',
  {
    hash: text('hash').primaryKey(),
    operatorId: text('operator_id')
      .notNull()
      .references(() => operators.id, { onDelete: 'cascade' }),
    /** The last call, to the minute. */
    seenAt: at('seen_at').notNull().defaultNow(),
    endsAt: at('ends_at').notNull(),
    createdAt,
  },
  (table) => [index('operator_sessions_operator').on(table.operatorId)],
);

/** What a sign-in needs between its two requests, or a link that signs in once; used up by a delete. */
export const signIns = pgTable('sign_ins', {
  /** SHA-256 of what the browser holds. */
  hash: text('hash').primaryKey(),
  kind: text('kind').$type<'oidc' | 'link'>().notNull(),
  /** Of OpenID Connect: what the response has to fit. */
  state: text('state'),
  nonce: text('nonce'),
  verifier: text('verifier'),
  /** The page to return to. */
  returnTo: text('return_to'),
  endsAt: at('ends_at').notNull(),
});

/** Refunds that a second person decides about. */
export const refundRequests = pgTable(
  'refund_requests',
  {
    id: text('id').primaryKey(),
    paymentId: text('payment_id').notNull(),
    state: text('state').$type<'waiting' | 'approved' | 'rejected'>().notNull().default('waiting'),
    /** What was agreed to: the total with tax. */
    amount: integer('amount').notNull(),
    currency: text('currency').notNull(),
    reason: text('reason').notNull(),
    requestedBy: text('requested_by')
      .notNull()
      .references(() => operators.id),
    decidedBy: text('decided_by').references(() => operators.id),
    decidedAt: at('decided_at'),
    decisionReason: text('decision_reason'),
    createdAt,
  },
  (table) => [
    uniqueIndex('refund_requests_waiting').on(table.paymentId).where(sql`state = 'waiting'`),
    index('refund_requests_payment').on(table.paymentId, table.createdAt),
  ],
);

/** Service tokens that were made in the console; those of the environment are not here. */
export const serviceTokens = pgTable('service_tokens', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** SHA-256 of the token, hex. */
  sha256: text('sha256').notNull(),
  scopes: jsonb('scopes').$type<Scope[]>().notNull(),
  own: boolean('own').notNull().default(false),
  endsAt: at('ends_at').notNull(),
  revokedAt: at('revoked_at'),
  /** To the hour. */
  lastUsedAt: at('last_used_at'),
  createdBy: text('created_by')
    .notNull()
    .references(() => operators.id),
  createdAt,
});
