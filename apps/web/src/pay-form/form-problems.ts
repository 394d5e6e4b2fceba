import type { FieldErrors, FieldProblem } from '@checkout/schemas/field-problem';
import type { FieldName } from './form-values.ts';

/** `declined`: the issuer did not accept it. */
export type ShownProblem = FieldProblem | 'declined';
export type FormProblems = Partial<Record<FieldName, ShownProblem>>;

/** The problems that belong to a field of the form; `others`: whether there were any that do not. */
export function fieldProblemsOf(errors: FieldErrors): { problems: FormProblems; others: boolean } {
  const problems: FormProblems = {};
  let others = false;
  for (const [path, [problem]] of Object.entries(errors)) {
    const field = fieldOfPath(path);
    if (field === null || problem === undefined) others = true;
    else problems[field] ??= problem;
  }
  return { problems, others };
}

/** From a path of `checkout.pay` or `checkout.quote` to the field that the shopper sees. */
function fieldOfPath(path: string): FieldName | null {
  switch (path.replace(/^(customer|paymentMethod)\./, '')) {
    case 'email':
      return 'email';
    case 'firstName':
    case 'lastName':
      return 'name';
    case 'billingCountry':
      return 'country';
    case 'postalCode':
      return 'postalCode';
    case 'businessName':
      return 'businessName';
    case 'taxId':
      return 'taxId';
    case 'card':
    case 'card.number':
      return 'cardNumber';
    case 'card.expMonth':
    case 'card.expYear':
      return 'expiry';
    case 'card.cvc':
      return 'cvc';
    default:
      return null;
  }
}
