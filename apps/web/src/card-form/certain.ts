import { brandOf, type CardBrand } from '@checkout/schemas/card-brand';
import { cardNumberProblem } from '@checkout/schemas/card-check';
import { digitsOf } from './digits.ts';
import { expiryProblem, parseExpiry } from './expiry.ts';

/** Whether no further digit can belong to this number: a Visa of 16 digits could still get 19. */
export function isNumberWhole(digits: string): boolean {
  const longest = Math.max(0, ...(brandOf(digits)?.lengths ?? []));
  return digits.length === longest && cardNumberProblem(digits) === null;
}

/** Whether no further digit can belong to this date: `01/20` could still become `01/2030`. */
export function isExpiryWhole(typed: string, now: Date): boolean {
  if (expiryProblem(typed, now) !== null) return false;
  const parsed = parseExpiry(typed);
  return typeof parsed !== 'string' && (parsed.year !== 2020 || digitsOf(typed).length > 4);
}

export function isCvcWhole(digits: string, brand: CardBrand | null): boolean {
  return brand !== null && digits.length === brand.cvcLength;
}
