import { expect, it } from 'vitest';
import { taxOf } from './tax-of.ts';

it.each([
  ['not computed yet', { amountInCents: 10_000, amountTaxesIncluded: null, taxRateInPercentage: null }, null],
  [
    'added to the price',
    { amountInCents: 10_000, amountTaxesIncluded: 12_000, taxRateInPercentage: 20 },
    2_000,
  ],
  // inflow/README, "Tax": EUR 100.00 at 20 % contains 16.67.
  [
    'contained in the price',
    { amountInCents: 10_000, amountTaxesIncluded: 10_000, taxRateInPercentage: 20 },
    1_667,
  ],
  ['none', { amountInCents: 10_000, amountTaxesIncluded: 10_000, taxRateInPercentage: 0 }, 0],
])('tax %s', (_, amounts, tax) => {
  expect(taxOf(amounts)).toBe(tax);
});
