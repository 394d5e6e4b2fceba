import type { Product, Terms } from './payment.ts';
import { euCountries, standardRates, usRatesByZip } from './tax-rates.ts';

/** The rate for a consumer, in hundredths of a percent, so that 8.1 % is the integer 810. */
export function consumerRate(country: string, postalCode: string | undefined): number {
  if (country !== 'US') return standardRates[country] ?? 0;
  const zip = Number((postalCode ?? '').slice(0, 3));
  if (!/^\d{3}/.test(postalCode ?? '')) return 0;
  return usRatesByZip.find((range) => zip >= range.from && zip <= range.to)?.rate ?? 0;
}

type Buyer = Pick<Terms, 'billingCountry' | 'postalCode' | 'purchasingAsBusiness' | 'taxId'>;

/**
 * Documented: business purchases between EU countries are reverse-charged, so no tax is taken. From which country Inflow
 * sells is not documented, so here none counts as its own.
 */
export function rateFor(buyer: Buyer): number {
  if (buyer.purchasingAsBusiness && buyer.taxId !== undefined && euCountries.has(buyer.billingCountry))
    return 0;
  return consumerRate(buyer.billingCountry, buyer.postalCode);
}

export const sumOf = (products: readonly Product[]): number =>
  products.reduce((sum, product) => sum + product.price * product.quantity, 0);

/** Cents the customer pays. Integers only; half a cent is rounded up (EUR 49.99 at 20 % is 59.99). */
export function withTax(amount: number, rate: number, mode: Terms['pricingMode']): number {
  if (mode === 'TAX_INCLUSIVE') return amount;
  return Math.floor((amount * (10_000 + rate) + 5_000) / 10_000);
}

export const asPercentage = (rate: number): number => rate / 100;
