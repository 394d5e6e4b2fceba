import * as z from 'zod/mini';
import { countrySchema } from './country.ts';
import { requiresPostalCode } from './country-code.ts';
import { emailSchema, optionalCode, optionalText } from './text.ts';

const billingFields = {
  /** Decides the tax. */
  billingCountry: countrySchema,
  /** Required by Inflow when `billingCountry` is `US`. */
  postalCode: optionalCode(16),
  /** A business purchase; between EU countries it is reverse-charged. */
  purchasingAsBusiness: z.boolean('required'),
  /** VAT or tax number as the business writes it. Its format is not checked: the page warns about an unusual one and accepts it. */
  taxId: optionalCode(32),
};

/** The fields that the tax of a purchase depends on. */
export const taxBasisSchema = z.object(billingFields);
export type TaxBasis = z.output<typeof taxBasisSchema>;

export const customerFields = {
  /** Identifies the customer at Inflow, and so the saved card. */
  email: emailSchema,
  /** First and last name raise the 3DS success rate: sent whenever they are known. */
  firstName: optionalText(100),
  lastName: optionalText(100),
  ...billingFields,
  businessName: optionalText(200),
};

type Billing = {
  readonly billingCountry: string;
  readonly postalCode?: string | undefined;
  readonly purchasingAsBusiness: boolean;
  readonly businessName?: string | undefined;
  readonly taxId?: string | undefined;
};

/** The conditional fields that the other fields require (inflow/README, "Create a payment") and that are missing. */
export function missingBillingFields(billing: Billing): ('postalCode' | 'businessName' | 'taxId')[] {
  const missing: ('postalCode' | 'businessName' | 'taxId')[] = [];
  if (requiresPostalCode(billing.billingCountry) && billing.postalCode === undefined)
    missing.push('postalCode');
  if (billing.purchasingAsBusiness && billing.businessName === undefined) missing.push('businessName');
  if (billing.purchasingAsBusiness && billing.taxId === undefined) missing.push('taxId');
  return missing;
}

/** Adds one `required` issue per missing conditional field. For use with `z.superRefine`. */
export function requireBillingFields(
  billing: Billing,
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string; input: unknown }): void },
): void {
  for (const field of missingBillingFields(billing)) {
    context.addIssue({ code: 'custom', path: [field], message: 'required', input: undefined });
  }
}

export const customerSchema = z
  .object(customerFields)
  .check(z.superRefine((customer, context) => requireBillingFields(customer, context)));
export type Customer = z.output<typeof customerSchema>;
