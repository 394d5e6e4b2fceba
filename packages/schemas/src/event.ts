import * as z from 'zod/mini';
import { pricingModeSchema } from './product.ts';
import { namedSessionSchema, sessionStatusSchema } from './session.ts';
import { orAbsent, orDefault } from './text.ts';

/** What the merchant's services are told of. More may be added: an unknown type is to be passed over. */
export const EVENT_TYPES = [
  'session.completed',
  'session.reversed',
  'session.expired',
  'session.unacknowledged',
  'payment.authorized',
  'payment.received',
  'payment.settled',
  'payment.declined',
  'payment.failed',
  'refund.requested',
  'refund.succeeded',
  'refund.failed',
  'charge.stray_found',
  'card_testing.started',
  'card_testing.ended',
  'endpoint.paused',
] as const;
export const eventTypeSchema = z.enum(EVENT_TYPES);
export type EventType = z.output<typeof eventTypeSchema>;

/** As they stood when the event was written. Amounts in cents, dates ISO 8601 in UTC. No card data but brand and last four digits. */
export const eventDataSchema = z.object({
  session: z.nullable(
    z.object({
      sessionId: z.string(),
      reference: z.string(),
      status: sessionStatusSchema,
      currency: z.string(),
      /** Before tax, or with it where `pricingMode` is `TAX_INCLUSIVE`. */
      subtotal: z.int(),
      /** Left out of events from before it could be chosen. */
      pricingMode: z.optional(pricingModeSchema),
      customerEmail: z.nullable(z.string()),
      /** The merchant's own. Empty where they are too large for an event. */
      metadatas: z.record(z.string(), z.string()),
      createdBy: z.string(),
      paymentId: z.nullable(z.string()),
    }),
  ),
  payment: z.nullable(
    z.object({
      id: z.string(),
      /** Inflow's; open. */
      status: z.string(),
      currency: z.string(),
      amountInCents: z.int(),
      amountTaxesIncluded: z.nullable(z.int()),
      taxRateInPercentage: z.nullable(z.number()),
      taxCountry: z.nullable(z.string()),
      customerEmail: z.nullable(z.string()),
      cardBrand: z.nullable(z.string()),
      cardLast4: z.nullable(z.string()),
      /** Why the issuer declined; open. */
      declineCode: z.nullable(z.string()),
    }),
  ),
  refund: z.nullable(z.object({ reason: z.nullable(z.string()), requestedBy: z.string() })),
  /** Of `endpoint.paused`, which the other endpoints are told. */
  endpoint: z.optional(z.object({ endpointId: z.string(), url: z.string(), reason: z.string() })),
});
export type EventData = z.output<typeof eventDataSchema>;

/** What is sent, listed and watched. `sequence` counts from 1 within a session, without gaps. */
export const eventSchema = z.object({
  id: z.string().check(z.regex(/^evt_[0-9a-f]{32}$/)),
  type: eventTypeSchema,
  version: z.literal(1),
  createdAt: z.string(),
  sessionId: z.nullable(z.string()),
  sequence: z.nullable(z.int()),
  data: eventDataSchema,
});
export type CheckoutEvent = z.output<typeof eventSchema>;

/** A position in the one order of all events: those up to it have been seen. */
const cursorSchema = z.string('invalid').check(z.regex(/^\d{1,15}$/, 'invalid'));

export const listEventsSchema = z.strictObject({
  /** Those behind this cursor; without it from the first on. */
  after: z.nullish(cursorSchema),
  limit: orDefault(
    z.int('invalid').check(z.minimum(1, 'below_minimum'), z.maximum(500, 'above_maximum')),
    100,
  ),
  types: orAbsent(z.array(eventTypeSchema).check(z.minLength(1, 'required'), z.maxLength(50, 'too_long'))),
  sessionId: orAbsent(namedSessionSchema),
});
export type ListEvents = z.output<typeof listEventsSchema>;

/** `cursor` is behind the last of them: for the next call, also where there were none. */
export const eventPageSchema = z.object({ events: z.array(eventSchema), cursor: z.string() });
export type EventPage = z.output<typeof eventPageSchema>;

/** `events.watch`: resumes behind `after`, or behind what the connection last saw. */
export const watchEventsSchema = z.strictObject({
  after: z.nullish(cursorSchema),
  types: orAbsent(z.array(eventTypeSchema).check(z.minLength(1, 'required'), z.maxLength(50, 'too_long'))),
  sessionId: orAbsent(namedSessionSchema),
  lastEventId: z.nullish(cursorSchema),
});
