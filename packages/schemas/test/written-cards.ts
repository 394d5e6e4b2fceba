import { readFileSync } from 'node:fs';
import fc from 'fast-check';

/** Every test card of the sandbox: the only card numbers that this project knows. */
export const TEST_CARDS: readonly string[] =
  readFileSync(new URL('../../../apps/sandbox/src/test-cards.ts', import.meta.url), 'utf8').match(
    /\d{14,19}/g,
  ) ?? [];

const SEPARATORS = [
  ...[' ', '  ', '   ', '\t', '\n', '\r\n', '\u00a0', '\u2009', '\u202f', '\u3000', ' \t '],
  ...[
    '-',
    '--',
    ' - ',
    '\u2010',
    '\u2011',
    '\u2012',
    '\u2013',
    '\u2014',
    '\u2212',
    ' \u2013 ',
    '\uff0d',
    '\u00ad-',
  ],
  ...['/', ' / ', '\\', ',', ', ', ';', '.', '. ', '_', '+', '*', '|', ':', '·', '•', '…', '#', '=', '&'],
  ...['"', ')(', '\u200b \u200b', '💳', 'x', ' x ', '}, '],
];

type Written = { readonly format: string; readonly text: string };

/** 4-4-4-4, 4-6-5 as on an American Express, halves, one by one, the issuer's six digits apart, and none at all. */
const GROUPINGS: Readonly<Record<string, (number: string) => string[]>> = {
  'in one': (number) => [number],
  'in fours': (number) => number.match(/.{1,4}/g) ?? [],
  '4-6-5': (number) =>
    number.length === 15 ? [number.slice(0, 4), number.slice(4, 10), number.slice(10)] : [number],
  'in eights': (number) => number.match(/.{1,8}/g) ?? [],
  'in pairs': (number) => number.match(/..?/g) ?? [],
  'one by one': (number) => [...number],
  '6 and the rest': (number) => [number.slice(0, 6), number.slice(6)],
  '4-8-4': (number) => [number.slice(0, 4), number.slice(4, 12), number.slice(12)],
};

/** The digits of a script, from its zero; the last one is of those that NFKC does not map. */
const ZEROS: Readonly<Record<string, number>> = {
  ASCII: 0x30,
  'full-width': 0xff10,
  mathematical: 0x1d7d8,
  'Arabic-Indic': 0x660,
  Devanagari: 0x966,
};
const SUPERSCRIPT = [...'⁰¹²³⁴⁵⁶⁷⁸⁹'];

/** What stands around a number, with `@` for it: numbers, words, expiry date and CVC. */
const AROUND = [
  ...['@', 'PAN@', 'pan:@', 'Card No.@', 'pay_@', '@CVC', 'x@x', '"@"', '<b>@</b>', 'n°@', '(@)', 'PAN @!'],
  ...[
    '@ 12/30 123',
    '@ 12/30',
    '@  1230  123',
    '@/12/30/123',
    '@,12,2030,123',
    '@-12-30-123',
    '@\t12/2030\t1234',
  ],
  ...[
    '@|12|30|123',
    '@ exp 12/30 cvv 123',
    '17 @',
    'order 2026-000123: @ 12/30 123',
    '1,@',
    '#4 @',
    'qty 2 @ 3',
    '12/30 123 @',
  ],
  ...[
    'paid with @ on 2026-11-27T13:44:10.123Z',
    '{"number":"@","cvc":"123"}',
    '%B@^LOVELACE/ADA^3012101',
    ';@=30121010000012345?',
  ],
];

/** A test card as people and programs write one. */
export const writtenCards: fc.Arbitrary<Written> = fc
  .record({
    number: fc.constantFrom(...TEST_CARDS),
    grouping: fc.constantFrom(...Object.keys(GROUPINGS)),
    separator: fc.constantFrom(...SEPARATORS),
    script: fc.constantFrom(...Object.keys(ZEROS), 'superscript'),
    around: fc.constantFrom(...AROUND),
  })
  .filter(
    ({ grouping, separator, around }) => !UNEVEN.has(grouping) || !(OF_IDS.has(separator) && isOfId(around)),
  )
  .map(({ number, grouping, separator, script, around }) => {
    const groups = GROUPINGS[grouping]?.(number) ?? [];
    const inScript = groups.map((group) =>
      [...group].map((digit) => digitIn(script, Number(digit))).join(''),
    );
    return { format: `${grouping}, ${script}`, text: around.replaceAll('@', () => inScript.join(separator)) };
  });

/** Within an id, parts of other lengths than a card's, separated as ids are, are taken for the id's. */
const UNEVEN = new Set(['in eights', '6 and the rest', '4-8-4']);
const OF_IDS = new Set(['-', '_', '.', '\u2011', '\uff0d', '\u00ad-', 'x']);
const isOfId = (around: string) => /[\p{L}_]@|@[\p{L}-]|\.@|-@/u.test(around);

function digitIn(script: string, digit: number): string {
  const zero = ZEROS[script];
  return zero === undefined ? (SUPERSCRIPT[digit] ?? '') : String.fromCodePoint(zero + digit);
}

/** The separators of one number differ. */
export const mixedSeparators: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...TEST_CARDS),
    fc.array(fc.constantFrom(...SEPARATORS), { minLength: 4, maxLength: 4 }),
    fc.constantFrom(...AROUND),
  )
  .map(([number, separators, around]) => {
    const groups = GROUPINGS['in fours']?.(number) ?? [];
    const text = groups
      .map((group, index) => (index === 0 ? group : `${separators[index]}${group}`))
      .join('');
    return around.replaceAll('@', () => text);
  });
