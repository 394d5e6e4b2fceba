import { expect, test } from 'vitest';
import { understand } from './understand.ts';

const kinds = (text: string) => understand(text).map(({ kind }) => kind);

test('a text means all that it can mean', () => {
  expect(kinds('Ada@Example.com')).toEqual(['metadata', 'email']);
  expect(understand('Ada@Example.com')[1]).toEqual({ kind: 'email', value: 'ada@example.com' });
  expect(kinds('4242')).toEqual(['metadata', 'cardLast4', 'amount']);
  expect(kinds('card_declined')).toEqual(['metadata', 'payment', 'declineCode']);
  expect(kinds('2026-11-27')).toEqual(['metadata', 'payment', 'day']);
  expect(kinds(`ref_${'0'.repeat(32)}`)).toEqual(['session']);
  expect(kinds('')).toEqual([]);
  expect(kinds('Order 4711/B')).toEqual(['metadata']);
});

test('an amount is of the main unit, with a point or a comma', () => {
  const cents = (text: string) => understand(text).find((each) => each.kind === 'amount')?.cents ?? null;
  expect(['49.99', '49,99', '€ 49.99', '49.99 EUR', '50', '1.234', '21474836.48', '49.9'].map(cents)).toEqual(
    [4999, 4999, 4999, 4999, 5000, null, null, null],
  );
});

test('a day that does not exist is none', () => {
  expect(kinds('2026-02-30')).not.toContain('day');
});
