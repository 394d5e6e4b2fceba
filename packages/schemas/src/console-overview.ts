import * as z from 'zod/mini';

/** `console.overview`: what needs attention now. Each number leads to its rows. */
export const overviewSchema = z.object({
  /** Attempts whose outcome is not known, and how long the oldest has waited, in seconds. */
  unresolved: z.object({ count: z.int(), oldestSeconds: z.int() }),
  /** Stray charges that no person has decided about. */
  stray: z.int(),
  unacknowledged: z.int(),
  refundsFailed: z.int(),
  /** Refunds that wait for a second person. */
  approvals: z.int(),
  deadWebhooks: z.int(),
  pausedEndpoints: z.int(),
  /** Events that wait to be sent, and how long the oldest has waited, in seconds. */
  waitingEvents: z.object({ count: z.int(), oldestSeconds: z.int() }),
  cardTesting: z.boolean(),
  /** Since Inflow's whole list was last compared, in seconds. */
  comparisonAgeSeconds: z.int(),
  /** Of today and yesterday, by currency, in UTC days; cents. */
  today: z.array(z.object({ currency: z.string(), count: z.int(), amountInCents: z.int() })),
  yesterday: z.array(z.object({ currency: z.string(), count: z.int(), amountInCents: z.int() })),
});
export type Overview = z.output<typeof overviewSchema>;

export const EXPORT_KINDS = ['payments', 'refunds', 'tax', 'events', 'audit', 'reconciliation'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
/**
 * `GET /exports/<kind>.csv` of the console's server, with the filters of the list of payments, or `from` and `to` (days) of a report, in
 * the query. The header `x-rows` says how many rows there will be about, for the progress.
 */
export const exportPath = (kind: ExportKind) => `/exports/${kind}.csv`;
