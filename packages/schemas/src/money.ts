import * as z from 'zod/mini';

/** What Inflow's create accepts as `currency` (inflow/README, "Create a payment"). */
export const CURRENCIES = ['EUR', 'USD'] as const;
export type Currency = (typeof CURRENCIES)[number];
export const currencySchema = z.enum(CURRENCIES);

/**
 * The smallest total that Inflow takes, in cents, before tax. GBP has a minimum but is not an accepted currency
 * (inflow/README, "Create a payment"); it is listed so that the rule is right when GBP is accepted.
 */
export const MINIMUM_CENTS: Readonly<Record<Currency | 'GBP', number>> = { EUR: 150, GBP: 100, USD: 200 };

/** Our own limit, not Inflow's: one million of the main unit, against an amount in the wrong unit. */
export const MAXIMUM_CENTS = 100_000_000;

/** Money is always an integer count of cents. */
export const centsSchema = z
  .int('invalid')
  .check(z.nonnegative('below_minimum'), z.maximum(MAXIMUM_CENTS, 'above_maximum'));
/**
 * A total with tax, which is over `MAXIMUM_CENTS` where the price is near it. At most what the database's `integer` takes; no
 * rate of tax reaches that.
 */
export const taxedCentsSchema = z
  .int('invalid')
  .check(z.nonnegative('below_minimum'), z.maximum(2 ** 31 - 1, 'above_maximum'));
export type Cents = z.output<typeof centsSchema>;

/** Whether Inflow accepts this total (cents, before tax) in this currency. */
export function meetsMinimum(totalInCents: Cents, currency: Currency): boolean {
  return totalInCents >= MINIMUM_CENTS[currency];
}
