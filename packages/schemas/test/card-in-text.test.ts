import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandOf } from '../src/card-brand.ts';
import { holdsCardNumber, maskCardNumbers, runsOf, windowsOf } from '../src/card-in-text.ts';
import { plainText } from '../src/plain-text.ts';
import { IDENTIFIERS, NAMED } from './identifiers.ts';
import { mixedSeparators, TEST_CARDS, writtenCards } from './written-cards.ts';

describe('a card number in a text', () => {
  test('is found in each way of writing it, in any surroundings, and masked', () => {
    fc.assert(
      fc.property(writtenCards, ({ text }) => {
        expect(holdsCardNumber(text)).toBe(true);
        expect(holdsCardNumber(maskCardNumbers(text))).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  test('is found with different separators in one number', () => {
    fc.assert(
      fc.property(mixedSeparators, (text) => holdsCardNumber(text)),
      { numRuns: 5_000 },
    );
  });

  test('is found for each brand and each length that the brand prints', () => {
    const prefixes = [
      '4',
      '51',
      '2221',
      '34',
      '300',
      '36',
      '6011',
      '62',
      '3528',
      '50',
      '6',
      '2200',
      '9792',
      '606282',
    ];
    const lengths = new Set<number>();
    for (const prefix of prefixes) {
      for (const length of brandOf(prefix.padEnd(12, '0'))?.lengths ?? []) {
        const number = withCheckDigit(`${prefix}123456789123456789`.slice(0, length - 1));
        lengths.add(length);
        for (const text of [number, `card ${number}, 12/30`, `(${number})`])
          expect([text, holdsCardNumber(text)]).toEqual([text, true]);
      }
    }
    expect([...lengths].sort()).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
  });

  test('is found with its expiry date and CVC directly behind it, and behind padding zeros', () => {
    for (const number of TEST_CARDS)
      for (const text of [`${number}1230`, `${number}1230123`, `${number}1220301234`, `000${number}`])
        expect([text, holdsCardNumber(text)]).toEqual([text, true]);
  });

  test('is found in the digits of each script, one character each', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      if (!/\p{Nd}/u.test(character) || !/\p{Nd}/u.test(String.fromCodePoint(code + 9))) continue;
      const { plain } = plainText(
        Array.from({ length: 10 }, (_, value) => String.fromCodePoint(code + value)).join(''),
      );
      if (plain.startsWith('0')) expect(plain).toBe('0123456789');
    }
  });

  test('leaves the text around it as it was', () => {
    const text = 'Zoë ４２４２　４２４２ ４２４２\u200b ４２４２ pays, ½ now';
    expect(maskCardNumbers(text)).toBe('Zoë [card] pays, ½ now');
  });

  test('costs at most nine windows for each run of digits, in the worst of 64 kB', () => {
    for (const unit of [
      '4',
      '42 ',
      '4 ',
      '1 4 ',
      '4242 4242 4242 4242 ',
      'DE89 3704 0044 0532 0130 00 ',
      '42.4-2 ',
    ]) {
      const runs = runsOf(unit.repeat(65_536 / unit.length));
      expect(Array.from(windowsOf(runs)).length).toBeLessThanOrEqual(9 * runs.length);
      expect(
        Array.from(windowsOf(runs)).every(({ number }) => number.length <= 19 || runs.length === 1),
      ).toBe(true);
    }
  });
});

describe('an identifier that is no card number passes', () => {
  test.each([...NAMED])('%s', (kind) => {
    const arbitrary = IDENTIFIERS[kind];
    if (arbitrary === undefined) throw new Error(`no such kind: ${kind}`);
    const texts = fc.sample(arbitrary, { seed: 1, numRuns: 4_500, unbiased: true });
    expect(texts.filter((text) => holdsCardNumber(text))).toEqual([]);
  });
});

function withCheckDigit(body: string): string {
  const number = Array.from({ length: 10 }, (_, last) => `${body}${last}`).find(
    (each) =>
      [...each].reverse().reduce((sum, digit, index) => sum + luhn(Number(digit), index), 0) % 10 === 0,
  );
  return number ?? '';
}

const luhn = (digit: number, index: number) => (index % 2 === 1 && digit < 9 ? (digit * 2) % 9 : digit);
