import { expect, it } from 'vitest';
import { formatsOf } from './format.ts';

const formats = formatsOf('en-GB');

it.each([
  [5999, 'EUR', '€59.99'],
  // No hundredths.
  [5999, 'JPY', 'JP¥5,999'],
  [5999, 'points', '5999 points'],
])('money: %i of %s', (cents, currency, said) => {
  expect(formats.money(cents, currency)).toBe(said);
});

it.each([
  [0, '0 secs'],
  [95, '1 min 35 secs'],
  [3_600, '1 hr'],
  [200_000, '2 days 7 hrs'],
])('duration: the two largest units of %i seconds', (seconds, said) => {
  expect(formats.duration(seconds)).toBe(said);
});

it('a time that is none is shown as it came', () => {
  expect(formats.dateTime('soon')).toBe('soon');
});

it('a day is a day of UTC in every time zone', () => {
  expect(formats.day('2026-03-01')).toBe('1 Mar');
});
