import { cvcProblem } from '@checkout/schemas/card-check';
import { type PayInput, payInputSchema } from '@checkout/schemas/checkout';
import { fieldErrorsOf } from '@checkout/schemas/field-problem';
import { digitsOf } from '../card-form/digits.ts';
import { expiryProblem } from '../card-form/expiry.ts';
import { type FormProblems, fieldProblemsOf } from './form-problems.ts';
import type { FormValues } from './form-values.ts';
import { toPayRequest } from './pay-request.ts';

/** `input`: what may be sent, normalised; null while anything is wrong. */
export type CheckedForm = { readonly problems: FormProblems; readonly input: PayInput | null };

/** Decides with the server's own schema. */
export function checkForm(
  values: FormValues,
  ids: { sessionId: string; attemptKey: string },
  now: Date,
): CheckedForm {
  const parsed = payInputSchema.safeParse(toPayRequest(values, ids));
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
