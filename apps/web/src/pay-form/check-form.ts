import { cvcProblem } from '@checkout/schemas/card-check';
import { fieldErrorsOf } from '@checkout/schemas/field-problem';
import { type PayForm, type PayFormInput, payFormSchema } from '@checkout/schemas/pay-form';
import { expiryProblem, parseExpiry } from '../card-form/expiry.ts';
import { digitsOf } from '../card-form/text-edit.ts';
import { type FormProblems, fieldProblemsOf } from './form-problems.ts';
import type { FormValues } from './form-values.ts';

export { likelyEmail } from './email-typo.ts';
export { taxIdOddity } from './tax-id-format.ts';

/** `input`: what may be sent, normalised; null while anything is wrong. */
export type CheckedForm = { readonly problems: FormProblems; readonly input: PayForm | null };

/** Decides with the schemas that the server checks with. */
export function checkForm(values: FormValues, now: Date): CheckedForm {
  const parsed = payFormSchema.safeParse(payFormOf(values));
  const problems = parsed.success ? {} : fieldProblemsOf(fieldErrorsOf(parsed.error.issues)).problems;
  if (values.method === 'card') sharpenCard(problems, values, now);
  return { problems, input: parsed.success && Object.keys(problems).length === 0 ? parsed.data : null };
}

/** The schema sees month and year; only the typed text says whether they are missing, begun or wrong. */
function sharpenCard(problems: FormProblems, values: FormValues, now: Date): void {
  const expiry = expiryProblem(values.expiry, now);
  if (expiry !== null) problems.expiry = expiry;
  // The schema leaves the CVC unseen while another card field has the wrong type.
  const cvc = cvcProblem(digitsOf(values.cvc), digitsOf(values.cardNumber));
  if (cvc !== null) problems.cvc = cvc;
}

function payFormOf(values: FormValues): PayFormInput {
  return { customer: customerOf(values), paymentMethod: paymentMethodOf(values) };
}

function customerOf(values: FormValues): PayFormInput['customer'] {
  return {
    email: values.email,
    ...(values.method === 'card' ? splitName(values.name) : {}),
    billingCountry: values.country,
    postalCode: values.postalCode,
    purchasingAsBusiness: values.business,
    ...(values.business ? { businessName: values.businessName, taxId: values.taxId } : {}),
  };
}

/** A name on a card in Inflow's two fields: the last word is the last name. */
export function splitName(name: string): { firstName?: string; lastName?: string } {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const lastName = words.length > 1 ? words.pop() : undefined;
  const firstName = words.join(' ');
  return { ...(firstName === '' ? {} : { firstName }), ...(lastName === undefined ? {} : { lastName }) };
}

function paymentMethodOf(values: FormValues): PayFormInput['paymentMethod'] {
  switch (values.method) {
    case 'saved':
      return { type: 'saved' };
    case 'card': {
      const expiry = parseExpiry(values.expiry);
      const { month, year } = typeof expiry === 'string' ? { month: 0, year: 0 } : expiry;
      return {
        type: 'card',
        card: {
          number: digitsOf(values.cardNumber),
          expMonth: month,
          expYear: year,
          cvc: digitsOf(values.cvc),
        },
        save: values.save,
      };
    }
    default:
      return values.method satisfies never;
  }
}
