import { expect, it } from 'vitest';
import { dayAfter, spanOf } from './span.ts';

it('a span ends today and has as many days as it says, across months', () => {
  const { from, to, days } = spanOf(7, new Date('2026-03-02T23:59:59Z'));
  expect([from, to, days.length]).toEqual(['2026-02-24', '2026-03-02', 7]);
});

it('the day after the last of a year is in the next', () => {
  expect(dayAfter('2026-12-31')).toBe('2027-01-01');
});
