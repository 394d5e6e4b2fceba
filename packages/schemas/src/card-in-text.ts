import { brandOf } from './card-brand.ts';
import { passesLuhn } from './card-check.ts';

/**
 * Fifteen digits or more as on a card, grouped or not, and not a part of a longer word, because ids hold digits too.
 * Shorter numbers are let through: no brand that we take is shorter, and tax numbers of 14 digits are.
 */
const GROUPED_DIGITS = /(?<![\p{L}\p{Nd}_]-?)\d(?:[ .+\u00a0-]?\d){14,18}(?!-?[\p{L}\p{Nd}_])/gu;

/** What `GROUPED_DIGITS` asks for. */
export const FEWEST_DIGITS = 15;

function isCardNumber(run: string): boolean {
  const digits = run.replace(/\D/g, '');
  return passesLuhn(digits) && brandOf(digits)?.lengths.includes(digits.length) === true;
}

/** Whether a card number (a known brand's, right by Luhn) stands in a text where none belongs. */
export function holdsCardNumber(text: string): boolean {
  // Most texts are names, and too short.
  if (text.length < FEWEST_DIGITS) return false;
  for (const [run] of text.matchAll(GROUPED_DIGITS)) if (isCardNumber(run)) return true;
  return false;
}

/** The text with `[card]` for each card number in it. */
export function maskCardNumbers(text: string): string {
  return text.replace(GROUPED_DIGITS, (run) => (isCardNumber(run) ? '[card]' : run));
}
