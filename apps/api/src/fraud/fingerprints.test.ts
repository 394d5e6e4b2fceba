import { expect, test } from 'vitest';
import { seal } from '../attempts/card-input.ts';
import { createFingerprints } from './fingerprints.ts';

const given = { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' };
const card = seal(given);
const rest = { customer: { email: 'a@example.com', billingCountry: 'FR' }, save: false };
const fingerprints = createFingerprints('inflow_priv_x');

test('the request fingerprint of equal inputs is equal in any order of keys, of different inputs it differs', () => {
  const first = fingerprints.input({ card, rest });
  const reordered = { save: false, customer: { billingCountry: 'FR', email: 'a@example.com' } };
  expect(fingerprints.input({ card, rest: reordered })).toBe(first);
  expect(fingerprints.input({ card: seal({ ...given, number: '5555555555554444' }), rest })).not.toBe(first);
  expect(fingerprints.input({ card: seal({ ...given, expYear: 2035 }), rest })).not.toBe(first);
  expect(fingerprints.input({ card, rest: { ...rest, save: true } })).not.toBe(first);
  expect(fingerprints.input({ rest })).not.toBe(first);
});

test('the CVC leaves no trace, not even in a keyed hash', () => {
  expect(fingerprints.input({ card: seal({ ...given, cvc: '999' }), rest })).toBe(
    fingerprints.input({ card, rest }),
  );
});

test('without the key the hash of a number cannot be found by trying numbers', () => {
  expect(createFingerprints('inflow_priv_y').card(card)).not.toBe(fingerprints.card(card));
});
