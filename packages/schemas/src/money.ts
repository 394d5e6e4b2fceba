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

/**
 * Our own limit of a total before tax, against an amount in the wrong unit. Inflow documents none; that of card processors is eight digits, and
 * what they refuse could be created and never paid.
 */
export const MAXIMUM_CENTS = 99_999_999;

/** Money is always an integer count of cents. One cent over the maximum is still read: sessions of that price were made once. */
export const centsSchema = z
  .int('invalid')
  .check(z.nonnegative('below_minimum'), z.maximum(MAXIMUM_CENTS + 1, 'above_maximum'));
/** Of a total with tax, which is over `MAXIMUM_CENTS` where the price is near it: what the database's `integer` takes. */
export const MAXIMUM_TAXED_CENTS = 2 ** 31 - 1;
export const taxedCentsSchema = z
  .int('invalid')
  .check(z.nonnegative('below_minimum'), z.maximum(MAXIMUM_TAXED_CENTS, 'above_maximum'));
export type Cents = z.output<typeof centsSchema>;

/** Whether Inflow accepts this total (cents, before tax) in this currency. */
export function meetsMinimum(totalInCents: Cents, currency: Currency): boolean {
  return totalInCents >= MINIMUM_CENTS[currency];
}
