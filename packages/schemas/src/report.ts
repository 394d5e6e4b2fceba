/** `reports.*`, for services and for the console. Amounts in cents; days are those of UTC. */
import * as z from 'zod/mini';
import { currencySchema } from './money.ts';

const daySchema = z.string('required').check(
  z.regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'invalid', abort: true }),
  z.refine((value) => !Number.isNaN(Date.parse(value)), 'invalid'),
);

/** From the first day to the last, both included; at most 400 days. */
export const reportSpanSchema = z
  .strictObject({ from: daySchema, to: daySchema, currency: z.optional(currencySchema) })
  .check(
    z.superRefine(({ from, to }, context) => {
      const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
      if (days >= 0 && days < 400) return;
      context.addIssue({
        code: 'custom',
        path: ['to'],
        message: days < 0 ? 'below_minimum' : 'above_maximum',
        input: undefined,
      });
    }),
  );
export type ReportSpan = z.output<typeof reportSpanSchema>;

export const countedSchema = z.object({ count: z.int(), amountInCents: z.int() });
export const summaryDaySchema = z.object({
  /** `2026-11-27` */
  day: z.string(),
  currency: z.string(),
  paid: countedSchema,
  refunded: countedSchema,
  reversed: countedSchema,
  net: countedSchema,
});
export const timeToPaySchema = z.object({ median: z.nullable(z.number()), p90: z.nullable(z.number()) });
/** `reports.summary`: by the day on which the payment was made. `net` is what was paid less what was refunded or has failed afterwards. */
export const summarySchema = z.object({
  days: z.array(summaryDaySchema),
  /** From opening the page to being paid, in seconds; null without any. */
  timeToPay: timeToPaySchema,
});
export type Summary = z.output<typeof summarySchema>;

export const declinesByReasonSchema = z.object({ declineCode: z.string(), count: z.int() });
export const declinesByBrandSchema = z.object({
  cardBrand: z.nullable(z.string()),
  count: z.int(),
  declined: z.int(),
});
export const declinesByCountrySchema = z.object({
  country: z.nullable(z.string()),
  count: z.int(),
  declined: z.int(),
});
export const threeDsReportSchema = z.object({ challenged: z.int(), passed: z.int() });
/** `reports.declines`: the most frequent first. Of all payments that were begun in the span. */
export const declinesReportSchema = z.object({
  attempts: z.int(),
  declined: z.int(),
  byReason: z.array(declinesByReasonSchema),
  byBrand: z.array(declinesByBrandSchema),
  byCountry: z.array(declinesByCountrySchema),
  threeDs: threeDsReportSchema,
});
export type DeclinesReport = z.output<typeof declinesReportSchema>;

/**
 * `reports.funnel`: how many sessions came how far, of those made in the span. Counted by session, without cookies and personal data.
 * `typed`: a price was asked for, which the page does once a country or a postal code is typed.
 */
export const funnelSchema = z.object({
  created: z.int(),
  opened: z.int(),
  typed: z.int(),
  submitted: z.int(),
  challenged: z.int(),
  paid: z.int(),
});
export type Funnel = z.output<typeof funnelSchema>;
