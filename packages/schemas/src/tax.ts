// Without zod, so that the page can use it without loading the schemas.

/**
 * Tax in cents that an amount in cents contains, half a cent rounded up: EUR 100.00 at 20 % contains 16.67 (inflow/README, "Tax"). Whole
 * numbers only: 8.1 % is 8100 per 100 000.
 */
export function taxWithin(amount: number, ratePercent: number): number {
  const rate = Math.round(ratePercent * 1000);
  return Math.floor((2 * amount * rate + 100_000 + rate) / (2 * (100_000 + rate)));
}
