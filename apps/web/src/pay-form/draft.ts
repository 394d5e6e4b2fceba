import type { FormValues } from './form-values.ts';

/** What is worth typing only once. Nothing of the card, not even the name on it. */
export type Draft = Pick<
  FormValues,
  'email' | 'country' | 'postalCode' | 'business' | 'businessName' | 'taxId'
>;

export function draftOf(values: FormValues): Draft {
  const { email, country, postalCode, business, businessName, taxId } = values;
  return { email, country, postalCode, business, businessName, taxId };
}
