import { z } from 'zod';

/** Documented minimum totals in cents. GBP has one (100) but is not an accepted currency. */
const minimumTotals: Readonly<Record<string, number>> = { EUR: 150, USD: 200 };

/** The fields of the rules, each parsed by itself: one invalid field must not hide the problem of another. */
const part = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const ruleFields = z
  .object({
    currency: part(z.string()),
    products: part(z.array(z.object({ price: z.int().min(0), quantity: z.int().min(1) })).min(1)),
    billingCountry: part(z.string()),
    postalCode: z.unknown().optional(),
    purchasingAsBusiness: part(z.boolean()),
    businessName: z.unknown().optional(),
    taxId: z.unknown().optional(),
    savePaymentMethod: part(z.boolean()),
    useCustomerPaymentMethod: part(z.boolean()),
    card: z.unknown().optional(),
  })
  .catch({});

function minimumProblems(
  currency: string | undefined,
  products: { price: number; quantity: number }[] | undefined,
) {
  const minimum = minimumTotals[currency ?? ''];
  if (minimum === undefined || products === undefined) return [];
  const total = products.reduce((sum, product) => sum + product.price * product.quantity, 0);
  if (!Number.isSafeInteger(total) || total > 9_999_999_999)
    return ['products total must not be greater than 9999999999'];
  return total < minimum ? [`products total must not be less than ${minimum} cents in ${currency}`] : [];
}

/** The documented rules that span several fields, one sentence per problem, each beginning with a field's name. */
export function conditionalProblems(body: unknown, operation: 'create' | 'update'): string[] {
  const input = ruleFields.parse(body);
  const problems = minimumProblems(input.currency, input.products);
  const missing = (field: 'postalCode' | 'businessName' | 'taxId') => {
    if (input[field] === undefined) problems.push(`${field} should not be empty`);
  };
  if (input.billingCountry === 'US') missing('postalCode');
  if (input.purchasingAsBusiness === true) {
    missing('businessName');
    missing('taxId');
  }
  if (operation === 'update') return problems;
  if (input.useCustomerPaymentMethod === true) {
    if (input.savePaymentMethod === true) {
      problems.push('savePaymentMethod must not be true when useCustomerPaymentMethod is true');
    }
    if (input.card !== undefined)
      problems.push('card should not exist when useCustomerPaymentMethod is true');
  }
  return problems;
}
