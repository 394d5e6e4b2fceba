import * as z from 'zod/mini';
import { eventTypeSchema } from './event.ts';
import { mayBeKept, orAbsent, orDefault, upTo } from './text.ts';

const endpointIdSchema = z.string('required').check(z.regex(/^ep_[A-Za-z0-9_-]{1,64}$/, 'invalid'));
const eventIdSchema = z.string('required').check(z.regex(/^evt_[0-9a-f]{32}$/, 'invalid'));
const typesSchema = z.nullish(
  z.array(eventTypeSchema).check(z.minLength(1, 'required'), z.maxLength(50, 'too_long')),
);
const urlSchema = z.string('required').check(z.minLength(1, 'required'), upTo(2000), mayBeKept);

/**
 * `endpoints.create`: where events are sent. https, or http on a loopback address; `INVALID_INPUT` for an address of a private network.
 * `types`: only these; all without it. Events from now on are sent.
 */
export const createEndpointSchema = z.strictObject({ url: urlSchema, types: typesSchema });
/** The secret is shown this once. */
export const createdEndpointSchema = z.object({ endpointId: z.string(), secret: z.string() });

export const endpointSchema = z.object({
  endpointId: z.string(),
  url: z.string(),
  types: z.nullable(z.array(z.string())),
  /** `paused`: nothing is sent until `endpoints.update` makes it `active` again; then what it has missed is sent first. */
  state: z.enum(['active', 'paused']),
  pausedBecause: z.nullable(z.string()),
  /** Since when it has not taken any event; null while it does. ISO 8601. */
  failingSince: z.nullable(z.string()),
  /** Of `EVENTS_URL`. */
  configured: z.boolean(),
  /** How many events wait to be sent there. */
  waiting: z.int(),
  createdBy: z.string(),
  createdAt: z.string(),
});
export type Endpoint = z.output<typeof endpointSchema>;
export const endpointsSchema = z.object({ endpoints: z.array(endpointSchema) });

/** `endpoints.list` takes nothing. */
export const listEndpointsSchema = z.optional(z.strictObject({}));
/** `endpoints.delete`: which one is gone. */
export const deletedEndpointSchema = z.object({ endpointId: z.string() });

export const endpointRefSchema = z.strictObject({ endpointId: endpointIdSchema });

/** `endpoints.update`: what is left out stays. `state: 'active'` also ends the pauses between tries. */
export const updateEndpointSchema = z.strictObject({
  endpointId: endpointIdSchema,
  url: orAbsent(urlSchema),
  types: typesSchema,
  state: orAbsent(z.enum(['active', 'paused'], 'invalid')),
});
export type UpdateEndpoint = z.output<typeof updateEndpointSchema>;

/** `endpoints.rotateSecret`: the old secret signs too, for this many hours. */
export const rotateSecretSchema = z.strictObject({
  endpointId: endpointIdSchema,
  overlapHours: orDefault(
    z.int('invalid').check(z.minimum(0, 'below_minimum'), z.maximum(168, 'above_maximum')),
    24,
  ),
});

/** One try to send an event. */
export const tryingSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** HTTP status; null where there was no answer. */
  status: z.nullable(z.int()),
  /** Milliseconds. */
  duration: z.int(),
  /** The first kB of the answer, or why there was none. */
  answer: z.string(),
});
export type Trying = z.output<typeof tryingSchema>;

export const deliverySchema = z.object({
  eventId: z.string(),
  type: z.string(),
  sessionId: z.nullable(z.string()),
  state: z.enum(['waiting', 'delivered']),
  tries: z.int(),
  /** When it is tried next; null once it is delivered. */
  dueAt: z.nullable(z.string()),
  /** The last ten, newest last. */
  attempts: z.array(tryingSchema),
});
export const listDeliveriesSchema = z.strictObject({
  endpointId: endpointIdSchema,
  state: orAbsent(z.enum(['waiting', 'delivered'], 'invalid')),
  limit: orDefault(
    z.int('invalid').check(z.minimum(1, 'below_minimum'), z.maximum(100, 'above_maximum')),
    20,
  ),
  /** `nextCursor` of the page before. */
  cursor: z.nullish(z.string().check(z.regex(/^\d{1,15}$/, 'invalid'))),
});
export const deliveryPageSchema = z.object({
  deliveries: z.array(deliverySchema),
  nextCursor: z.nullable(z.string()),
});

/** `endpoints.replay`: one event, or those behind `after` up to `upTo` (cursors of `events.list`). */
export const replaySchema = z
  .strictObject({
    endpointId: endpointIdSchema,
    eventId: orAbsent(eventIdSchema),
    after: orAbsent(z.string().check(z.regex(/^\d{1,15}$/, 'invalid'))),
    upTo: z.optional(z.string().check(z.regex(/^\d{1,15}$/, 'invalid'))),
  })
  .check(
    z.superRefine((input, context) => {
      if ((input.eventId === undefined) === (input.after === undefined))
        context.addIssue({ code: 'custom', path: ['eventId'], message: 'required', input: undefined });
    }),
  );
/** How many events will be sent again. */
export const replayedSchema = z.object({ events: z.int() });
