import { brandOf } from './card-brand.ts';
import { withAsciiDigits } from './digits.ts';

/**
 * A card number as typed or pasted, in ASCII digits, without spaces, dashes (all of Unicode's) and characters that are not seen. Every
 * other character stays.
 */
export function normaliseCardNumber(typed: string): string {
  return withAsciiDigits(typed).replace(/[\s\p{Pd}\p{Cf}]/gu, '');
}

/** The Luhn check of ISO/IEC 7812-1, annex B. `digits` holds ASCII digits only. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * One documented test card of Inflow's sandbox (inflow/README, "Test cards") fails the Luhn check. Without this
 * exception the form would refuse it; with a live key the issuer still declines it.
 */
const TEST_NUMBERS_WITHOUT_LUHN: ReadonlySet<string> = new Set(['6011601160116011']);

/** Whether a card number (digits only) has the check digit that it should have. */
export function hasCheckDigit(digits: string): boolean {
  return passesLuhn(digits) || TEST_NUMBERS_WITHOUT_LUHN.has(digits);
}

export type CardNumberProblem = 'required' | 'invalid' | 'incomplete' | 'brand_not_accepted';

/** The problem of a card number (digits only, as from `normaliseCardNumber`), or null. */
export function cardNumberProblem(digits: string): CardNumberProblem | null {
  if (digits === '') return 'required';
  if (!/^\d+$/.test(digits)) return 'invalid';
  const brand = brandOf(digits);
  if (brand === null) return digits.length < 8 ? 'incomplete' : 'invalid';
  if (!brand.accepted) return 'brand_not_accepted';
  if (digits.length < Math.min(...brand.lengths)) return 'incomplete';
  return brand.lengths.includes(digits.length) && hasCheckDigit(digits) ? null : 'invalid';
}

/**
 * Whether a card is expired. It is valid to the end of the printed month in the last time zone (UTC−12).
 * `expMonth` is 1 to 12, `expYear` has four digits.
 */
export function isExpired(expMonth: number, expYear: number, now: Date): boolean {
  const endsEverywhere = Date.UTC(expYear, expMonth, 1, 12);
  return now.getTime() >= endsEverywhere;
}

/** The problem of a CVC for a card number (both digits only), or null. While the brand is unknown, 3 or 4 digits pass. */
export function cvcProblem(cvc: string, digits: string): 'required' | 'invalid' | 'incomplete' | null {
  if (cvc === '') return 'required';
  if (!/^\d{1,4}$/.test(cvc)) return 'invalid';
  const wanted = brandOf(digits)?.cvcLength;
  if (wanted === undefined) return cvc.length < 3 ? 'incomplete' : null;
  if (cvc.length < wanted) return 'incomplete';
  return cvc.length > wanted ? 'invalid' : null;
}
