import { brandOf } from './card-brand.ts';

/** The digits of a number as typed or pasted: spaces and dashes (any of Unicode's) are dropped, all else is kept. */
export function normaliseCardNumber(typed: string): string {
  return typed.replace(/[\s\p{Pd}]/gu, '');
}

/** ISO/IEC 7812-1 annex B: doubled every second digit from the right, the sum is a multiple of ten. */
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
 * One documented test card of Inflow's sandbox (inflow/README, "Test cards") fails the Luhn sum. Without this
 * exception it could not be tried at all; with a live key an issuer still refuses it.
 */
const TEST_NUMBERS_WITHOUT_LUHN: ReadonlySet<string> = new Set(['6011601160116011']);

export type CardNumberProblem = 'required' | 'invalid' | 'incomplete' | 'brand_not_accepted';

/** What is wrong with a card number (digits only), or null. */
export function cardNumberProblem(digits: string): CardNumberProblem | null {
  if (digits === '') return 'required';
  if (!/^\d+$/.test(digits)) return 'invalid';
  const brand = brandOf(digits);
  if (brand === null) return digits.length < 8 ? 'incomplete' : 'invalid';
  if (!brand.accepted) return 'brand_not_accepted';
  if (digits.length < Math.min(...brand.lengths)) return 'incomplete';
  const sound = passesLuhn(digits) || TEST_NUMBERS_WITHOUT_LUHN.has(digits);
  return brand.lengths.includes(digits.length) && sound ? null : 'invalid';
}

/**
 * Whether a card is past its expiry: it is good to the end of the printed month, wherever on earth the month
 * ends last (UTC−12). `expYear` has four digits.
 */
export function isExpired(expMonth: number, expYear: number, now: Date): boolean {
  const endsEverywhere = Date.UTC(expYear, expMonth, 1, 12);
  return now.getTime() >= endsEverywhere;
}

/** What is wrong with a CVC for a card number (both digits only), or null. Without a known brand, 3 or 4 digits will do. */
export function cvcProblem(cvc: string, digits: string): 'required' | 'invalid' | 'incomplete' | null {
  if (cvc === '') return 'required';
  if (!/^\d{1,4}$/.test(cvc)) return 'invalid';
  const wanted = brandOf(digits)?.cvcLength;
  if (wanted === undefined) return cvc.length < 3 ? 'incomplete' : null;
  if (cvc.length < wanted) return 'incomplete';
  return cvc.length > wanted ? 'invalid' : null;
}
