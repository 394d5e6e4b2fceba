import * as z from 'zod/mini';

/** What Inflow's create accepts as `currency` (inflow/README, "Create a payment"). */
export const CURRENCIES = ['EUR', 'USD'] as const;
export type Currency = (typeof CURRENCIES)[number];
export const currencySchema = z.enum(CURRENCIES);

/**
 * The smallest total that Inflow takes, in cents, before tax. GBP has a minimum but is not an accepted currency
 * (inflow/README, "Create a payment"); it is kept here so that the day GBP is accepted the rule is already right.
 */
export const MINIMUM_CENTS: Readonly<Record<Currency | 'GBP', number>> = { EUR: 150, GBP: 100, USD: 200 };

/** No single amount may pass one million of the main unit: a guard against a slipped unit, ours, not Inflow's. */
export const MAXIMUM_CENTS = 100_000_000;

/** Money is an integer count of cents. There is no float of money anywhere in this product. */
export const centsSchema = z
  .int('invalid')
  .check(z.nonnegative('below_minimum'), z.maximum(MAXIMUM_CENTS, 'above_maximum'));
export type Cents = z.output<typeof centsSchema>;

/** Whether Inflow would take this total (cents, before tax) in this currency. */
export function meetsMinimum(totalInCents: Cents, currency: Currency): boolean {
  return totalInCents >= MINIMUM_CENTS[currency];
}
