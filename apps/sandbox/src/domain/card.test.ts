import { expect, test } from 'vitest';
import { findTestCard, testCards } from '../test-cards.ts';
import { decideCard, tokeniseCard } from './card.ts';
import { passesLuhn } from './card-numbers.ts';

const now = Date.UTC(2030, 5, 15);
const plain = { number: testCards[0]?.number ?? '', expMonth: 6, expYear: 2030, cvc: '123' };
const errorOf = (changes: Partial<typeof plain>) => decideCard({ ...plain, ...changes }, now).authorisation;

test('a card is valid to the end of its month', () => {
  expect(errorOf({})).toBe(null);
  expect(errorOf({ expMonth: 5 })).toBe('expired_card');
  expect(errorOf({ expYear: 2029, expMonth: 12 })).toBe('expired_card');
});

test.each([
  [{ expMonth: 0 }, 'invalid_expiry_month'],
  [{ expYear: 30 }, 'invalid_expiry_year'],
  [{ expYear: 2081 }, 'invalid_expiry_year'],
  [{ cvc: '1234' }, 'invalid_cvc'],
  [{ cvc: '12a' }, 'invalid_cvc'],
  [{ number: '4242 4242' }, 'invalid_number'],
  [{ number: '' }, 'invalid_number'],
])('%o is %s', (changes, error) => {
  expect(errorOf(changes)).toBe(error);
});

test('an Amex CVC has four digits', () => {
  const amex = { number: '378282246310005' };
  expect([errorOf({ ...amex, cvc: '1234' }), errorOf(amex)]).toEqual([null, 'invalid_cvc']);
});

test('an unknown but well-formed number is declined', () => {
  const number = Array.from({ length: 1000 }, (_, i) => `51000000000${String(i).padStart(5, '0')}`).find(
    (candidate) => passesLuhn(candidate) && findTestCard(candidate) === undefined,
  );
  expect(errorOf({ number: number ?? '' })).toBe('card_declined');
});

test('sandbox-only numbers pass the Luhn check, so that card forms accept them', () => {
  for (const { number, source } of testCards)
    if (source === 'sandbox-only') expect(passesLuhn(number)).toBe(true);
});

test('a documented test number works although it fails the Luhn check', () => {
  expect(passesLuhn('6011601160116011')).toBe(false);
  expect(errorOf({ number: '6011601160116011' })).toBe(null);
});

test('a card token contains at most the first six and last four digits', () => {
  const token = tokeniseCard(plain, now);
  expect(token).toMatchObject({ brand: 'Visa', bin: '424242', last4: '4242' });
  expect(JSON.stringify(token)).not.toMatch(/\d{7}/);
});
