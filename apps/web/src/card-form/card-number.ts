import { brandOf, possibleBrands } from '@checkout/schemas/card-brand';
import { cardNumberProblem } from '@checkout/schemas/card-check';
import { digitsOf, type Edit, type EditKind } from './text-edit.ts';

const LONGEST = 19;
const USUAL_GAPS = [4, 8, 12];

/** A card number in the groups that its brand prints, for example `3782 822463 10005`. */
export function groupDigits(digits: string): string {
  const gaps = new Set(gapsFor(digits));
  let grouped = '';
  for (const [index, digit] of Array.from(digits).entries()) grouped += gaps.has(index) ? ` ${digit}` : digit;
  return grouped;
}

/**
 * What the field becomes after the browser's own edit.
 *
 * @param raw the field's text after the edit, `caret` within it
 * @param before the field's text before the edit
 */
export function editCardNumber(
  { value: raw, caret }: Edit,
  { before, kind }: { readonly before: string; readonly kind: EditKind },
): Edit {
  let digits = digitsOf(raw);
  let at = digitsOf(raw.slice(0, caret)).length;
  const had = digitsOf(before);

  // Only a separating space went: what the shopper meant is the digit beside it.
  if (digits === had && raw.length < before.length) {
    if (kind === 'deleteBackward' && at > 0) {
      digits = digits.slice(0, at - 1) + digits.slice(at);
      at -= 1;
    } else if (kind === 'deleteForward') {
      digits = digits.slice(0, at) + digits.slice(at + 1);
    }
  }

  // One digit too many is not taken. A pasted number is never cut: it is shown whole and called wrong.
  if (kind === 'insert' && digits.length === had.length + 1 && digits.length > longestOf(digits)) {
    digits = had;
    at -= 1;
  }

  const value = groupDigits(digits);
  return { value, caret: caretAfter(value, at, kind === 'insert') };
}

/**
 * Their tables allow 19 digits too, but hardly a card has them, and its owner can go back to the field. Not UnionPay: its cards with 19 are
 * common.
 */
const USUALLY_16: ReadonlySet<string> = new Set(['visa', 'discover']);

/** Whether the shopper has typed all of this number: no further digit is to be expected, and its check digit fits. */
export function isNumberComplete(digits: string): boolean {
  const { id = '', lengths = [] } = brandOf(digits) ?? {};
  const length = USUALLY_16.has(id) ? 16 : Math.max(0, ...lengths);
  return digits.length === length && cardNumberProblem(digits) === null;
}

/** The position after `count` digits; after an insertion it also passes the space that follows. */
function caretAfter(value: string, count: number, passSpace: boolean): number {
  let position = 0;
  for (let seen = 0; seen < count && position < value.length; position += 1) {
    if (value[position] !== ' ') seen += 1;
  }
  return passSpace && value[position] === ' ' ? position + 1 : position;
}

function gapsFor(digits: string): readonly number[] {
  const brand = brandOf(digits) ?? onlyPossibleBrand(digits);
  const gaps = brand?.gaps ?? USUAL_GAPS;
  // The brand table stops at 16 digits; the rest of a longer number is a group of its own.
  return gaps.length === 3 ? [...gaps, 16] : gaps;
}

function onlyPossibleBrand(digits: string) {
  const brands = possibleBrands(digits);
  return brands.length === 1 ? brands[0] : undefined;
}

function longestOf(digits: string): number {
  return Math.max(...(brandOf(digits)?.lengths ?? [LONGEST]));
}
