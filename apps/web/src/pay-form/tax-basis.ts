import { requiresPostalCode } from '@checkout/schemas/country-code';
import type { FormValues } from './form-values.ts';

/** The part of the form that the tax depends on. */
export type TaxBasisValues = Pick<FormValues, 'country' | 'postalCode' | 'business' | 'taxId'>;

const NAMES: ReadonlySet<string> = new Set<keyof TaxBasisValues>([
  'country',
  'postalCode',
  'business',
  'taxId',
]);

export function isTaxField(name: string): boolean {
  return NAMES.has(name);
}

/** Leaves out what is no longer asked for, although its field may still be on the page for a moment. */
export function taxBasisOf(values: TaxBasisValues): TaxBasisValues {
  return {
    country: values.country,
    postalCode: requiresPostalCode(values.country) ? values.postalCode : '',
    business: values.business,
    taxId: values.business ? values.taxId : '',
  };
}
