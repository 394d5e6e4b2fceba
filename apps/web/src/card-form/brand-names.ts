import { ACCEPTED_BRANDS, type AcceptedBrand } from '@checkout/schemas/card-brand';

/** As the brands write themselves, in every language. */
export const BRAND_NAMES: Record<AcceptedBrand, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  'american-express': 'American Express',
  discover: 'Discover',
  unionpay: 'UnionPay',
};

export function acceptedBrand(id: string | null | undefined): AcceptedBrand | null {
  return ACCEPTED_BRANDS.find((brand) => brand === id) ?? null;
}
