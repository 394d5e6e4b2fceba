import * as z from 'zod/mini';
import { countrySchema } from './country.ts';
import { optionalCode, optionalText, orAbsent } from './text.ts';

/** What a service knows of the customer: the form begins with it, and the shopper may change it. */
export const knownCustomerSchema = z.strictObject({
  /** First and last name, as on the card. */
  name: optionalText(200),
  billingCountry: orAbsent(countrySchema, { empty: true }),
  postalCode: optionalCode(16),
  /** With it or with `taxId`, the form begins as a business purchase. */
  businessName: optionalText(200),
  taxId: optionalCode(32),
});
export type KnownCustomer = z.output<typeof knownCustomerSchema>;

const known = z.nullable(z.string());

/** The same as it is shown. */
export const knownCustomerViewSchema = z.object({
  name: known,
  billingCountry: known,
  postalCode: known,
  businessName: known,
  taxId: known,
});
export type KnownCustomerView = z.output<typeof knownCustomerViewSchema>;
