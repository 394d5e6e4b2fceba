import { brandOf } from './card-brand.ts';
import { hasCheckDigit, passesLuhn } from './card-check.ts';
import { withoutKnownIds } from './known-ids.ts';
import { plainText } from './plain-text.ts';

const FEWEST_DIGITS = 12;
const MOST_DIGITS = 19;
/** Numbers of up to 14 digits are those of phones, shops and tax offices as well: they count only as words of their own. */
const SHORT = 14;
const LONGEST_SEPARATOR = 3;

/** A run of digits. `gap`: what is between it and the run before; null where that is too long to separate one number. */
type Run = { readonly digits: string; readonly start: number; readonly gap: string | null };
type Range = { readonly start: number; readonly end: number };

/**
 * Whether a text contains a card number: the prefix and the length of a brand, and the Luhn check passes. Letters and other numbers may
 * stand around it (`PAN4242…`, `number expiry CVC`) and separators of up to three characters in it, but it begins and ends with a run of
 * digits, and its runs are as people write them: every window of digits would refuse one UUID in three and most hashes.
 * `pnpm --filter @checkout/schemas card-in-text` prints how much is found and how much is refused in error.
 */
export function holdsCardNumber(text: string): boolean {
  return !cardNumbersIn(plainText(text).plain).next().done;
}

/** The text with `[card]` for each card number in it. */
export function maskCardNumbers(text: string): string {
  const { plain, origins } = plainText(text);
  let masked = '';
  let rest = 0;
  for (const { start, end } of cardNumbersIn(plain)) {
    const from = origins?.[start] ?? start;
    if (from >= rest) masked += `${text.slice(rest, from)}[card]`;
    rest = Math.max(rest, origins?.[end] ?? end);
  }
  return masked + text.slice(rest);
}

/** In the order of their starts. */
function* cardNumbersIn(plain: string): Generator<Range> {
  if (!hasDigits(plain, FEWEST_DIGITS)) return;
  const text = withoutKnownIds(plain);
  const runs = runsOf(text);
  for (const { number, from, to } of windowsOf(runs)) {
    const [first, last] = [runs[from], runs[to]];
    if (first === undefined || last === undefined) continue;
    if (!isCardNumber(number)) {
      if (from === to) yield* gluedNumbers(first);
      continue;
    }
    const range = { start: first.start, end: last.start + last.digits.length };
    if (isWritten(text, range, runs.slice(from, to + 1))) yield range;
  }
}

/** Most texts have too few, and are then not looked at further. */
function hasDigits(plain: string, fewest: number): boolean {
  let count = 0;
  for (let index = 0; index < plain.length && count < fewest; index += 1) {
    const code = plain.charCodeAt(index);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count >= fewest;
}

/** Neighbouring runs, by their places in the list, and their digits. */
type Window = { readonly number: string; readonly from: number; readonly to: number };

/**
 * Each run of at least 12 digits, and neighbouring runs with 12 to 19 digits together. Two windows from the same run differ in length,
 * so there are at most nine for each run: the search is linear.
 */
export function* windowsOf(runs: readonly Run[]): Generator<Window> {
  const digits = runs.map((run) => run.digits).join('');
  let start = 0;
  for (const [from, first] of runs.entries()) {
    let length = first.digits.length;
    for (let to = from; to === from || length <= MOST_DIGITS; to += 1) {
      if (length >= FEWEST_DIGITS) yield { number: digits.slice(start, start + length), from, to };
      const next = runs[to + 1];
      if (next === undefined || next.gap === null) break;
      length += next.digits.length;
    }
    start += first.digits.length;
  }
}

export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    const gap = text.slice(end, index);
    const separates = runs.length > 0 && Array.from(gap.slice(0, 8)).length <= LONGEST_SEPARATOR;
    runs.push({ digits, start: index, gap: separates ? gap : null });
    end = index + digits.length;
  }
  return runs;
}

function isCardNumber(digits: string): boolean {
  return (
    digits.length <= MOST_DIGITS &&
    hasCheckDigit(digits) &&
    brandOf(digits)?.lengths.includes(digits.length) === true
  );
}

/** MMYY or MMYYYY, and perhaps a CVC. */
const EXPIRY = /^(?:0[1-9]|1[0-2])(?:20)?[2-4]\d(?:\d{3,4})?$/;

/** A number behind the zeros of a field of fixed length, or with its expiry date and CVC directly behind it. */
function* gluedNumbers({ digits, start }: Run): Generator<Range> {
  const zeros = /^0{3,}/.exec(digits)?.[0].length ?? 0;
  for (let length = SHORT + 1; length <= MOST_DIGITS && zeros + length <= digits.length; length += 1) {
    const behind = digits.slice(zeros + length);
    const stands = behind === '' ? zeros > 0 : EXPIRY.test(behind);
    if (stands && isCardNumber(digits.slice(zeros, zeros + length)))
      yield { start: start + zeros, end: start + zeros + length };
  }
}

/** What stands before the places of a probability. */
const FRACTION = /(?:^|\D)0\.$/;
/** What ids are made of: also letters, as between the digits of a hexadecimal number. */
const GAP_OF_IDS = /^(?:[-_.]|\S*\p{L}\S*)$/u;
/** Four digits in a run, but perhaps the last; 4-6-4 is Diners Club. */
const SHORT_SIZES = /^4,(?:4,4(?:,[12])?|6,4)$/;
const AMEX_SIZES = '4,6,5';

/** Whether a number of these runs is written as people write a card's. */
function isWritten(text: string, { start, end }: Range, runs: readonly Run[]): boolean {
  const sizes = runs.map(({ digits }) => digits.length);
  const [size = 0] = sizes;
  if (sizes.reduce((sum, each) => sum + each) <= SHORT) {
    if (!isAlone(text, start, end)) return false;
    return sizes.length === 1 ? !isSiret(text.slice(start, end)) : SHORT_SIZES.test(sizes.join());
  }
  if (sizes.length === 1) return !FRACTION.test(text.slice(Math.max(0, start - 3), start));
  if (sizes.join() === AMEX_SIZES) return true;

  const gaps = runs.slice(1).map(({ gap }) => gap ?? '');
  const isLast = (index: number) => index === sizes.length - 1;
  if (sizes.length > 2 && sizes.every((each, index) => (isLast(index) ? each <= size : each === size)))
    return size >= 4 || gaps.every((gap) => gap === gaps[0]);
  if (sizes.some((each, index) => each < (isLast(index) ? 3 : 4))) return false;
  return !gaps.some((gap) => GAP_OF_IDS.test(gap)) || isAlone(text, start, end);
}

/** Whether no letters, signs or further digits belong to what stands there: else it is part of an id, a phone number, a fraction. */
function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const behind = text.slice(end, end + 2);
  return !/(?:\+|[\p{L}\p{Nd}_][.-]?)$/u.test(before) && !/^[.-]?[\p{L}\p{Nd}_]/u.test(behind);
}

/** A French company's SIRET has 14 digits and passes the Luhn check twice: in whole, and in its first nine (INSEE). */
function isSiret(digits: string): boolean {
  return /^\d{9}00\d{3}$/.test(digits) && passesLuhn(digits.slice(0, 9));
}
