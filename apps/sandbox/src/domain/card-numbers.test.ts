import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { madeUpNumber } from '../../test/made-up-number.ts';
import { testCards } from '../test-cards.ts';
import { shortened, withoutCardNumbers, withoutCards } from './card-numbers.ts';

const number = madeUpNumber();
const short = shortened(number);
const grouped = (separator: string) => number.match(/.{4}/g)?.join(separator) ?? '';

test.each([
  [number, short],
  [grouped(' '), short],
  [grouped('-'), short],
  [grouped('.'), short],
  [grouped('\u00a0'), short],
  [grouped(' - '), short],
  [`${grouped(' ')} 12 34`, `${short} 12 34`],
  [`my card is ${number}.`, `my card is ${short}.`],
  [`visa${number}`, `visa${short}`],
  [`ord_${number}_x`, `ord_${short}_x`],
  [`${number}@example.com`, `${short}@example.com`],
  [`https://shop.example/back?card=${number}&x=1`, `https://shop.example/back?card=${short}&x=1`],
  [`1 ${number} 2 ${grouped(' ')}`, `1 ${short} 2 ${short}`],
])('%s is shortened', (text, kept) => {
  expect(withoutCardNumbers(text)).toBe(kept);
});

test.each(testCards)('$number is shortened, whether or not it passes the Luhn check', ({ number }) => {
  expect(withoutCardNumbers(`card ${number}`)).toBe(`card ${shortened(number)}`);
});

test('text without a card number is returned as it was sent', () => {
  const kept = [
    '',
    'order_12345',
    number.slice(0, 15),
    `${number}0000`,
    `${number.slice(0, 15)}${(Number(number[15]) + 1) % 10}`,
    '2026-11-22T14:30:00.000Z',
    '1795355265000',
    '+33 1 23 45 67 89',
    // Digests and identifiers of programs, with any digits.
    `4f${number}a1`,
    ...Array.from({ length: 2000 }, () => randomUUID()),
    // Those whose digits are a card's number.
    ...Array.from({ length: 1000 }, (_, last) => `bcea4242-4242-4242-${8000 + last}-bd215851adc1`),
    ...Array.from({ length: 2000 }, (_, index) => createHash('sha256').update(`${index}`).digest('hex')),
    ...Array.from({ length: 2000 }, () => `cs_${randomBytes(16).toString('base64url')}`),
  ];
  for (const text of kept) expect(withoutCardNumbers(text)).toBe(text);
});

test('a value is cleaned in its keys, numbers and lists too, and loses its CVC fields', () => {
  const value = { [number]: [Number(number), 12], deep: { CVC: '123', cid: '5', note: number }, none: null };
  expect(withoutCards(value)).toEqual({ [short]: [short, 12], deep: { cid: '5', note: short }, none: null });
});

test('a long text takes linear time', () => {
  for (const text of ['a'.repeat(500_000), '1 '.repeat(250_000), 'a1'.repeat(250_000), '-'.repeat(500_000)]) {
    expect(withoutCardNumbers(text)).toBe(text);
  }
});
