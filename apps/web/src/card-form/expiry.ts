import { isExpired } from '@checkout/schemas/card-check';
import type { FieldProblem } from '@checkout/schemas/field-problem';
import { digitsOf, type Edit, type EditKind } from './text-edit.ts';

export type Expiry = { readonly month: number; readonly year: number };
export type ExpiryProblem = Extract<FieldProblem, 'required' | 'incomplete' | 'invalid' | 'expired'>;

/** Reads `1/30`, `01/2030`, `0130`, `012030`, `130` and, as some browsers fill it in, `2030-01`. `year` has four digits. */
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

function partsOf(typed: string): { month: string; year: string; separated: boolean } {
  const [first = '', ...rest] = typed
    .trimStart()
    .split(/[/.\-–—\s]+/)
    .map(digitsOf);
  if (rest.length > 0) {
    const second = rest.join('');
    return first.length === 4
      ? { month: second, year: first, separated: true }
      : { month: first, year: second, separated: true };
  }
  // There is no thirteenth month, so `13` begins January of 203…
  const length = first.startsWith('0') || isMonth(first.slice(0, 2)) ? 2 : 1;
  return { month: first.slice(0, length), year: first.slice(length), separated: false };
}

function isMonth(digits: string): boolean {
  return digits.length <= 2 && Number(digits) >= 1 && Number(digits) <= 12;
}
