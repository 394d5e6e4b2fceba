import { expect, test } from 'vitest';
import { seal } from '../attempts/card-input.ts';
import { createFingerprints } from './fingerprints.ts';

const given = { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' };
const card = seal(given);
const rest = { customer: { email: 'a@example.com', billingCountry: 'FR' }, save: false };
const fingerprints = createFingerprints(() => ['inflow_priv_x']);

test('the request fingerprint of equal inputs is equal in any order of keys, of different inputs it differs', () => {
  const of = (input: Parameters<typeof fingerprints.input>[0]) => fingerprints.input(input).text;
  const first = of({ card, rest });
  const reordered = { save: false, customer: { billingCountry: 'FR', email: 'a@example.com' } };
  expect(of({ card, rest: reordered })).toBe(first);
  expect(of({ card: seal({ ...given, number: '5555555555554444' }), rest })).not.toBe(first);
  expect(of({ card: seal({ ...given, expYear: 2035 }), rest })).not.toBe(first);
  expect(of({ card, rest: { ...rest, save: true } })).not.toBe(first);
  expect(of({ rest })).not.toBe(first);
});

test('the CVC leaves no trace, not even in a keyed hash', () => {
  expect(fingerprints.input({ card: seal({ ...given, cvc: '999' }), rest }).text).toBe(
    fingerprints.input({ card, rest }).text,
  );
});

test('without the key the hash of a number cannot be found by trying numbers', () => {
  expect(createFingerprints(() => ['inflow_priv_y']).card(card)).not.toBe(fingerprints.card(card));
});

test('while a key is replaced, what the earlier one made is recognised, and nothing new is made with it', () => {
  let secrets = ['the earlier key'];
  const replaced = createFingerprints(() => secrets);
  const kept = { input: replaced.input({ card, rest }).text, session: replaced.session(rest).text };
  secrets = ['the newer key', 'the earlier key'];
  expect(replaced.input({ card, rest }).text).not.toBe(kept.input);
  expect(replaced.input({ card, rest }).isOf(kept.input)).toBe(true);
  expect(replaced.input({ rest }).isOf(kept.input)).toBe(false);
  expect(replaced.session(rest).isOf(kept.session)).toBe(true);
  expect(replaced.input({ card, rest }).isOf(null)).toBe(false);
  secrets = ['the newer key'];
  expect(replaced.input({ card, rest }).isOf(kept.input)).toBe(false);
});
