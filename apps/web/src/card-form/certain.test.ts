import { brandOf } from '@checkout/schemas/card-brand';
import { describe, expect, it } from 'vitest';
import { isCvcWhole, isExpiryWhole, isNumberWhole } from './certain.ts';

describe('moving on', () => {
  it.each([
    ['5555555555554444', true],
    ['378282246310005', true],
    // Could still become one of 18 or 19 digits.
    ['4242424242424242', false],
    // The last digit does not fit: somebody will want to correct it.
    ['5555555555554445', false],
    ['555555555555444', false],
    ['', false],
  ])('after the number %s: %s', (digits, whole) => expect(isNumberWhole(digits)).toBe(whole));

  it.each([
    ['01/30', true],
    ['01/2030', true],
    ['01/20', false],
    ['01/3', false],
    ['13/30', false],
    ['01/25', false],
  ])('after the date %s: %s', (typed, whole) =>
    expect(isExpiryWhole(typed, new Date('2026-01-01T00:00:00Z'))).toBe(whole),
  );

  it('after a security code only when the brand says its length', () => {
    expect(isCvcWhole('123', brandOf('4242'))).toBe(true);
    expect(isCvcWhole('123', brandOf('3782'))).toBe(false);
    expect(isCvcWhole('123', null)).toBe(false);
  });
});
