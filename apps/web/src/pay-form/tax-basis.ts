import { requiresPostalCode } from '@checkout/schemas/country-code';
import type { FormValues } from './form-values.ts';

/** The part of the form that the tax depends on. */
export type TaxBasisValues = Pick<FormValues, 'country' | 'postalCode' | 'business' | 'taxId'>;

/** Leaves out what is no longer asked for, although its field may still be on the page for a moment. */
export function taxBasisOf(values: TaxBasisValues): TaxBasisValues {
  return {
    country: values.country,
    postalCode: requiresPostalCode(values.country) ? values.postalCode : '',
    business: values.business,
    taxId: values.business ? values.taxId : '',
  };
}

/** Reads only these fields, and so none of the card's, because it is called again and again. */
export function readTaxBasis(form: HTMLFormElement): TaxBasisValues {
  const text = (name: keyof TaxBasisValues) => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : '';
  };
  const business = form.elements.namedItem('business');
  return taxBasisOf({
    country: text('country'),
    postalCode: text('postalCode'),
    business: business instanceof HTMLInputElement && business.checked,
    taxId: text('taxId'),
  });
}
