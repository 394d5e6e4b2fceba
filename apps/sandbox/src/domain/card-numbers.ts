import { findTestCard } from '../test-cards.ts';

export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The brands' prefixes and lengths. Few times and identifiers match them. */
const brands: readonly RegExp[] = [
  /^4(\d{12}|\d{15}|\d{18})$/,
  /^(5[1-5]|2[2-7])\d{14}$/,
  /^3[47]\d{13}$/,
  /^3(0[0-5]|[689]\d)\d{11}$/,
  /^(6011|64[4-9]\d|65\d\d|62\d\d|35\d\d)\d{12,15}$/,
];

const isCardNumber = (digits: string): boolean =>
  findTestCard(digits) !== undefined || (brands.some((brand) => brand.test(digits)) && passesLuhn(digits));

/** First six and last four digits: what may be stored of a number. */
export const shortened = (digits: string): string => `${digits.slice(0, 6)}******${digits.slice(-4)}`;

type Group = { readonly digits: string; readonly start: number; readonly end: number; joins: boolean };

/**
 * Words with one run of digits. A word with several is a digest or an identifier, and so is a UUID (RFC 9562): one in some hundred thousand
 * has groups of digits that are a card's number.
 */
const word =
  /(?:\w+_)?[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?!\w)|[A-Za-z_]*(\d+)[A-Za-z_]*(?!\w)|\w+/gi;
const separator = /^[\s.-]{1,3}$/;

function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  for (const match of text.matchAll(word)) {
    const digits = match[1];
    if (digits === undefined) continue;
    const start = match.index + match[0].indexOf(digits);
    const before = groups.at(-1);
    if (before !== undefined) before.joins = separator.test(text.slice(before.end, start));
    groups.push({ digits, start, end: start + digits.length, joins: false });
  }
  return groups;
}

/** As on a card, 4-4-4-4 or 4-6-5; longer adjacent groups are separate numbers. */
const longestGroup = 6;

/** The end of the card number that begins with a group, and its digits. */
function cardAt(groups: readonly Group[], first: number): { last: number; digits: string } | null {
  let digits = '';
  for (let last = first; last < groups.length && digits.length < 19; last++) {
    const group = groups[last];
    if (group === undefined || (last > first && group.digits.length > longestGroup)) return null;
    digits += group.digits;
    if (isCardNumber(digits)) return { last, digits };
    if (!group.joins || group.digits.length > longestGroup) return null;
  }
  return null;
}

/**
 * Shortens card numbers in a text that is stored and returned: numbers of a brand that pass the Luhn check, grouped or
 * not. Any other number stays, so an order number or a time is returned as it was sent.
 */
export function withoutCardNumbers(text: string): string {
  const groups = groupsOf(text);
  let kept = '';
  let from = 0;
  for (let first = 0; first < groups.length; first++) {
    const found = cardAt(groups, first);
    const [start, end] = [groups[first]?.start, groups[found?.last ?? 0]?.end];
    if (found === null || start === undefined || end === undefined) continue;
    kept += text.slice(from, start) + shortened(found.digits);
    from = end;
    first = found.last;
  }
  return kept + text.slice(from);
}

const codes = /^(cvc2?|cvv2?)$/i;

/** The same for every text of a value, its keys and numbers included. Fields named as a CVC are dropped. */
export function withoutCards<T>(value: T): T;
export function withoutCards(value: unknown): unknown {
  if (typeof value === 'string') return withoutCardNumbers(value);
  if (typeof value === 'number') {
    const text = withoutCardNumbers(String(value));
    return text === String(value) ? value : text;
  }
  if (Array.isArray(value)) return value.map((each) => withoutCards(each));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !codes.test(key))
      .map(([key, inner]) => [withoutCardNumbers(key), withoutCards(inner)]),
  );
}
