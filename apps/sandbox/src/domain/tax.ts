import type { Product, Terms } from './payment.ts';

/** Standard VAT rates in hundredths of a percent. Inferred: Inflow computes tax, but publishes no table. */
const euRates: Readonly<Record<string, number>> = {
  AT: 2000,
  BE: 2100,
  BG: 2000,
  HR: 2500,
  CY: 1900,
  CZ: 2100,
  DK: 2500,
  EE: 2400,
  FI: 2550,
  FR: 2000,
  DE: 1900,
  GR: 2400,
  HU: 2700,
  IE: 2300,
  IT: 2200,
  LV: 2100,
  LT: 2100,
  LU: 1700,
  MT: 1800,
  NL: 2100,
  PL: 2300,
  PT: 2300,
  RO: 2100,
  SK: 2300,
  SI: 2200,
  ES: 2100,
  SE: 2500,
};

const euCountries: ReadonlySet<string> = new Set(Object.keys(euRates));

const standardRates: Readonly<Record<string, number>> = { ...euRates, GB: 2000, CH: 810, NO: 2500 };

/** State sales tax by the first three digits of the ZIP code; a state that is not here has rate 0. */
const usRatesByZip: readonly { readonly from: number; readonly to: number; readonly rate: number }[] = [
  { from: 100, to: 149, rate: 400 }, // New York
  { from: 320, to: 349, rate: 600 }, // Florida
  { from: 600, to: 629, rate: 625 }, // Illinois
  { from: 750, to: 799, rate: 625 }, // Texas
  { from: 900, to: 961, rate: 725 }, // California
  { from: 980, to: 994, rate: 650 }, // Washington
];

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

/** Cents that the buyer pays for products. */
export const totalOf = (products: readonly Product[], terms: Buyer & Pick<Terms, 'pricingMode'>): number =>
  withTax(sumOf(products), rateFor(terms), terms.pricingMode);

/** An amount without the tax that it contains: EUR 100.00 at 20 % contains 16.67 (documented). */
export const withoutTax = (amount: number, rate: number): number =>
  amount - Math.floor((amount * rate * 2 + 10_000 + rate) / (2 * (10_000 + rate)));

export const asPercentage = (rate: number): number => rate / 100;
