// Prints how many written card numbers are found, and how many identifiers are refused in error, next to two simpler rules:
// `pnpm --filter @checkout/schemas card-in-text [texts of each kind]`.
import fc from 'fast-check';
import { brandOf } from '../src/card-brand.ts';
import { hasCheckDigit } from '../src/card-check.ts';
import { holdsCardNumber } from '../src/card-in-text.ts';
import { IDENTIFIERS, NAMED } from './identifiers.ts';
import { mixedSeparators, writtenCards } from './written-cards.ts';

const EACH = Number(process.argv[2] ?? 10_000);
const SEED = 20_261_127;

const isCard = (digits: string) =>
  hasCheckDigit(digits) && brandOf(digits)?.lengths.includes(digits.length) === true;

const RULES: readonly (readonly [string, (text: string) => boolean])[] = [
  ['this rule', holdsCardNumber],
  ['one pattern', matchesPattern],
  ['every window', hasWindow],
];

/** A pattern for 15 to 19 digits with single separators, as is usual: it takes the digits behind a number for a part of it. */
function matchesPattern(text: string): boolean {
  const found = text.matchAll(/(?<![\p{L}\p{Nd}_]-?)\d(?:[ .+\u00a0-]?\d){14,18}(?!-?[\p{L}\p{Nd}_])/gu);
  return Array.from(found).some(([run]) => isCard(run.replace(/\D/g, '')));
}

/** Any 12 to 19 digits in a row that a brand could print, across any separators of up to three characters. */
function hasWindow(text: string): boolean {
  return text
    .normalize('NFKC')
    .split(/\D{4,}/u)
    .map((part) => part.replace(/\D/g, ''))
    .some((digits) =>
      Array.from(digits).some((_digit, start) =>
        [12, 13, 14, 15, 16, 17, 18, 19].some(
          (length) => start + length <= digits.length && isCard(digits.slice(start, start + length)),
        ),
      ),
    );
}

const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number) =>
  fc.sample(arbitrary, { seed: SEED, numRuns: count, unbiased: true });
const percent = (count: number, of: number) => `${((100 * count) / of).toFixed(count % of === 0 ? 0 : 2)} %`;

type Row = readonly string[];
const rowOf = (name: string, texts: readonly string[]): Row => {
  const counts = RULES.map(([, rule]) => texts.filter((text) => rule(text)).length);
  const [ours = 0, pattern = 0] = counts;
  const ratio = pattern === 0 ? (ours === 0 ? '1' : '–') : (ours / pattern).toFixed(2);
  return [name, ...counts.map((count) => percent(count, texts.length)), ratio];
};

const cards = sample(writtenCards, 4 * EACH).map(({ text }) => text);
const mixed = sample(mixedSeparators, EACH);
const named = Object.entries(IDENTIFIERS).filter(([kind]) => NAMED.has(kind));
const others = Object.entries(IDENTIFIERS).filter(([kind]) => !NAMED.has(kind));
const rows: Row[] = [
  rowOf('**found**: card numbers', cards),
  rowOf('**found**: with mixed separators', mixed),
  ...named.map(([kind, arbitrary]) => rowOf(`**refused**: ${kind}`, sample(arbitrary, EACH))),
  ...others.map(([kind, arbitrary]) => rowOf(`refused: ${kind}`, sample(arbitrary, EACH))),
];
const heads = ['', ...RULES.map(([name]) => name), 'this : pattern'];
const table = [heads, heads.map(() => '-'), ...rows];

process.stdout.write(
  `${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n\n${cards.length + mixed.length} card numbers, ${
    EACH * (named.length + others.length)
  } identifiers\n`,
);
