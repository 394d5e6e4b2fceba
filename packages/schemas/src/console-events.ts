/** The console's list of events, and what became of each at the shop's endpoints. */
import * as z from 'zod/mini';
import { consolePaymentIdSchema } from './console-payment.ts';
import { timeSchema } from './console-search.ts';
import { tryingSchema } from './endpoint.ts';
import { eventTypeSchema } from './event.ts';
import { namedSessionSchema } from './session.ts';

/** `console.events.list`: newest first. */
export const listConsoleEventsSchema = z.strictObject({
  type: z.optional(eventTypeSchema),
  paymentId: z.optional(consolePaymentIdSchema),
  session: z.optional(namedSessionSchema),
  /** From this time on. */
  createdFrom: z.optional(timeSchema),
  /** Before this time. */
  createdTo: z.optional(timeSchema),
  limit: z._default(
    z.int('invalid').check(z.minimum(1, 'below_minimum'), z.maximum(100, 'above_maximum')),
    25,
  ),
  /** `nextCursor` of the page before, with the same filters. */
  cursor: z.nullish(z.string().check(z.regex(/^\d{1,15}$/, 'invalid'))),
});
export type ListConsoleEvents = z.output<typeof listConsoleEventsSchema>;

export const consoleEventSchema = z.object({
  eventId: z.string(),
  type: z.string(),
  createdAt: z.string(),
  /** Of its session. */
  reference: z.nullable(z.string()),
  sequence: z.nullable(z.int()),
  paymentId: z.nullable(z.string()),
  /** To the endpoints that there are, in the order of their URLs; none for those that were not sent it. */
  deliveries: z.array(
    z.object({
      endpointId: z.string(),
      url: z.string(),
      state: z.enum(['waiting', 'delivered']),
      tries: z.int(),
      /** When it is tried next; null once it is delivered. */
      dueAt: z.nullable(z.string()),
      /** What the shop answered last; null before the first try. The answer's text is masked for viewers. */
      last: z.nullable(tryingSchema),
    }),
  ),
});
export type ConsoleEvent = z.output<typeof consoleEventSchema>;
export const consoleEventsSchema = z.object({
  events: z.array(consoleEventSchema),
  nextCursor: z.nullable(z.string()),
});
