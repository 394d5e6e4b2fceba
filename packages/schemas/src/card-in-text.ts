import { brandOf } from './card-brand.ts';
import { passesLuhn } from './card-check.ts';

/**
 * 15 to 19 digits, grouped as on a card or not, and not part of a longer word, because ids contain digits too. Shorter
 * numbers pass: no accepted brand is shorter, and tax numbers have 14 digits.
 */
const GROUPED_DIGITS = /(?<![\p{L}\p{Nd}_]-?)\d(?:[ .+\u00a0-]?\d){14,18}(?!-?[\p{L}\p{Nd}_])/gu;

/** The fewest digits that `GROUPED_DIGITS` matches. */
export const FEWEST_DIGITS = 15;

function isCardNumber(run: string): boolean {
  const digits = run.replace(/\D/g, '');
  return passesLuhn(digits) && brandOf(digits)?.lengths.includes(digits.length) === true;
}

/** Whether a text contains a card number: a known brand's prefix and length, and the Luhn check passes. */
export function holdsCardNumber(text: string): boolean {
  // Most texts are names, which are shorter.
  if (text.length < FEWEST_DIGITS) return false;
  for (const [run] of text.matchAll(GROUPED_DIGITS)) if (isCardNumber(run)) return true;
  return false;
}

/** The text with `[card]` for each card number in it. */
export function maskCardNumbers(text: string): string {
  return text.replace(GROUPED_DIGITS, (run) => (isCardNumber(run) ? '[card]' : run));
}
