import { expect, test } from 'vitest';
import { asPercentage, consumerRate, rateFor, withTax } from './tax.ts';

test.each([
  ['documented example: 100.00 at 20 % is 120.00', 10_000, 2000, 12_000],
  ['documented body: 49.99 at 20 % is 59.99', 4999, 2000, 5999],
  ['half a cent goes up', 150, 100, 152],
  ['a fraction of a percent', 10_000, 810, 10_810],
  ['no tax', 4999, 0, 4999],
])('%s', (_name, amount, rate, total) => {
  expect(withTax(amount, rate, 'TAX_EXCLUSIVE')).toBe(total);
  expect(withTax(amount, rate, 'TAX_INCLUSIVE')).toBe(amount);
});

test('tax: none for a business in the EU; outside the EU, or without a tax id, it is taxed as a consumer', () => {
  const buyer = { postalCode: undefined, purchasingAsBusiness: true, taxId: 'X1' };
  expect(rateFor({ ...buyer, billingCountry: 'DE' })).toBe(0);
  expect(rateFor({ ...buyer, billingCountry: 'FR' })).toBe(0);
  expect(rateFor({ ...buyer, billingCountry: 'GB' })).toBe(2000);
  expect(rateFor({ ...buyer, billingCountry: 'DE', taxId: undefined })).toBe(1900);
  expect(rateFor({ ...buyer, billingCountry: 'DE', purchasingAsBusiness: false })).toBe(1900);
});

test('tax: by ZIP code in the US, elsewhere by country alone', () => {
  expect(consumerRate('US', '94105')).toBe(725);
  expect(consumerRate('US', '10001-1234')).toBe(400);
  expect(consumerRate('US', '97201')).toBe(0);
  expect(consumerRate('US', undefined)).toBe(0);
  expect(consumerRate('JP', '100-0001')).toBe(0);
  expect(asPercentage(consumerRate('CH', undefined))).toBe(8.1);
});
