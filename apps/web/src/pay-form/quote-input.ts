import type { TaxBasisValues } from './tax-basis.ts';

/** What `checkout.quote` is asked. */
export function quoteInput(sessionId: string, basis: TaxBasisValues) {
  return {
    sessionId,
    billingCountry: basis.country,
    postalCode: basis.postalCode,
    purchasingAsBusiness: basis.business,
    taxId: basis.taxId,
  };
}
