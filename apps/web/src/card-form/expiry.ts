import { isExpired } from '@checkout/schemas/card-check';
import { withAsciiDigits } from '@checkout/schemas/digits';
import type { FieldProblem } from '@checkout/schemas/field-problem';
import { digitsOf, type Edit, type EditKind } from './text-edit.ts';

export type Expiry = { readonly month: number; readonly year: number };
export type ExpiryProblem = Extract<FieldProblem, 'required' | 'incomplete' | 'invalid' | 'expired'>;

/**
 * Reads `1/30`, `01/2030`, `0130`, `012030`, `130` and, as some browsers and scanners fill it in, `2030-01`, `30/01` and `3001`, where they
 * can mean nothing else. Any script's digits, and any separator. `year` has four digits.
 */
export function parseExpiry(typed: string): Expiry | Exclude<ExpiryProblem, 'expired'> {
  const { month, year } = partsOf(typed);
  if (month === '') return typed.trim() === '' ? 'required' : 'incomplete';
  if (month === '0') return 'incomplete';
  if (!isMonth(month)) return 'invalid';
  if (year.length === 2) return { month: Number(month), year: 2000 + Number(year) };
  if (year.length === 4)
    return year.startsWith('20') ? { month: Number(month), year: Number(year) } : 'invalid';
  return year.length > 4 ? 'invalid' : 'incomplete';
}

export function expiryProblem(typed: string, now: Date): ExpiryProblem | null {
  const parsed = parseExpiry(typed);
  if (typeof parsed === 'string') return parsed;
  return isExpired(parsed.month, parsed.year, now) ? 'expired' : null;
}

/** Expired, and no further digit can change that: `01/20` can become `01/2030`. */
export function isExpiredAtOnce(typed: string, now: Date): boolean {
  return expiryProblem(typed, now) === 'expired' && partsOf(typed).year !== '20';
}

/** Whether no further digit can belong to this date: `01/20` could still become `01/2030`. */
export function isExpiryComplete(typed: string, now: Date): boolean {
  if (expiryProblem(typed, now) !== null) return false;
  const parsed = parseExpiry(typed);
  return typeof parsed !== 'string' && (parsed.year !== 2020 || digitsOf(typed).length > 4);
}

/** What the field becomes after the browser's own edit: while typing at the end, the slash comes by itself. */
export function editExpiry({ value: raw, caret }: Edit, kind: EditKind): Edit {
  if (kind === 'deleteBackward' || kind === 'deleteForward' || caret < raw.length)
    return { value: raw, caret };
  const { month, year, separated } = partsOf(raw);
  // A single 0 or 1 may still get a second digit.
  const monthIsWhole = separated || year !== '' || month.length > 1 || /[2-9]/.test(month);
  const value = monthIsWhole && month !== '' ? `${month.padStart(2, '0')}/${cut(year, kind)}` : month;
  return { value, caret: value.length };
}

/** One digit too many is not taken; what is pasted is shown whole and called wrong. */
function cut(year: string, kind: EditKind): string {
  return kind === 'insert' ? year.slice(0, 4) : year;
}

type Parts = { month: string; year: string; separated: boolean };

function partsOf(typed: string): Parts {
  const [first = '', ...rest] = withAsciiDigits(typed).replace(NO_SEPARATOR, '').split(/\D+/);
  if (rest.length === 0) return partsOfDigits(first);
  const [second = ''] = rest;
  // A day behind the month, as in 2030-01-31, says nothing more.
  if (first.length === 4) return { month: second, year: first, separated: true };
  if (isYearFirst(first, second)) return { month: second, year: first, separated: true };
  return { month: first, year: rest.join(''), separated: true };
}

/** Written without a separator. There is no thirteenth month, so `13` begins January of 203…, unless it can only be a year. */
function partsOfDigits(digits: string): Parts {
  const [head, tail] = [digits.slice(0, -2), digits.slice(-2)];
  const yearFirst = head.length === 4 ? head.startsWith('20') : isYearFirst(head, tail);
  if (yearFirst && isWrittenMonth(tail)) return { month: tail, year: head, separated: true };
  const length = digits.startsWith('0') || isMonth(digits.slice(0, 2)) ? 2 : 1;
  return { month: digits.slice(0, length), year: digits.slice(length), separated: false };
}

/** `28/11`, as scanners of cards write it: 28 is no month, so it can only be the year. */
function isYearFirst(first: string, second: string): boolean {
  return first.length === 2 && Number(first) > 12 && isWrittenMonth(second);
}

function isWrittenMonth(digits: string): boolean {
  return digits.length === 2 && isMonth(digits);
}

/** Around the date, and characters that are not seen, such as marks of writing direction. */
const NO_SEPARATOR = /^[^\d]+|\p{Cf}/gu;

function isMonth(digits: string): boolean {
  return digits.length <= 2 && Number(digits) >= 1 && Number(digits) <= 12;
}
