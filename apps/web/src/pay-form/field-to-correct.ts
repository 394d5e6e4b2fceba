import type { ShownProblem } from './form-problems.ts';
import type { FieldName } from './form-values.ts';

type Correction = { readonly field: FieldName; readonly problem: ShownProblem };

/** The field that the shopper has to look at after a decline; null where the card as a whole, or none of it, was the reason. */
export function fieldToCorrect(code: string): Correction | null {
  switch (code) {
    case 'incorrect_cvc':
    case 'invalid_cvc':
      return { field: 'cvc', problem: 'declined' };
    case 'incorrect_number':
    case 'invalid_number':
      return { field: 'cardNumber', problem: 'invalid' };
    case 'invalid_expiry_month':
    case 'invalid_expiry_year':
      return { field: 'expiry', problem: 'declined' };
    case 'expired_card':
      return { field: 'expiry', problem: 'expired' };
    default:
      return null;
  }
}
