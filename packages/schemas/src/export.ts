/** Filters of the CSV exports, as they stand in a URL: every value is a text. */
import * as z from 'zod/mini';
import { paymentFilters } from './console-search.ts';
import { EVENT_TYPES } from './event.ts';

/** A number or a truth that stands in a URL; anything else is left for the schema behind it to refuse. */
const fromUrl = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.pipe(
    z.transform((value: unknown) =>
      typeof value !== 'string'
        ? value
        : value === 'true' || value === 'false'
          ? value === 'true'
          : /^\d{1,10}$/.test(value)
            ? Number(value)
            : value,
    ),
    schema,
  );

/** Of `GET /exports/payments.csv`: the filters of the list. */
export const exportPaymentsSchema = z.strictObject({
  ...paymentFilters,
  amountFrom: z.optional(fromUrl(paymentFilters.amountFrom)),
  amountTo: z.optional(fromUrl(paymentFilters.amountTo)),
  stray: z.optional(fromUrl(paymentFilters.stray)),
});
export type ExportPayments = z.output<typeof exportPaymentsSchema>;

/** Of `GET /exports/events.csv`: those behind a cursor, of some types (separated by commas). */
export const exportEventsSchema = z.strictObject({
  after: z.optional(z.string('invalid').check(z.regex(/^\d{1,15}$/, 'invalid'))),
  types: z.optional(
    z.pipe(
      z.pipe(
        z.string('invalid'),
        z.transform((value) => value.split(',')),
      ),
      z.array(z.enum(EVENT_TYPES, 'invalid')).check(z.maxLength(50, 'too_long')),
    ),
  ),
});
export type ExportEvents = z.output<typeof exportEventsSchema>;

const daySchema = z.string('required').check(
  z.regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'invalid', abort: true }),
  z.refine((value) => !Number.isNaN(Date.parse(value)), 'invalid'),
);
/** Of the console's other exports: both days included, UTC. */
export const exportSpanSchema = z.strictObject({ from: daySchema, to: daySchema });
export type ExportSpan = z.output<typeof exportSpanSchema>;
