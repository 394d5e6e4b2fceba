import { expect, it } from 'vitest';
import { centsOf } from './cents-of.ts';

it.each([
  ['49.99', 4999],
  ['49,9', 4990],
  [' 50 ', 5000],
  ['0.07', 7],
  ['', null],
  ['-1', null],
  ['1.234', null],
  ['1.234,50', null],
  ['1e3', null],
])('a price typed as %j', (typed, cents) => {
  expect(centsOf(typed)).toBe(cents);
});
