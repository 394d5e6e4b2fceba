import { expect, test } from 'vitest';
import { readThreeDsPolicy, requiresChallenge } from './three-ds-policy.ts';

const policyOf = (...entries: string[]) => {
  const policy = readThreeDsPolicy(entries);
  if (policy === null) throw new Error('no policy');
  return policy;
};
const payment = { amount: 4999, billingCountry: 'FR', savedCard: false };

test.each([
  [[], payment, false],
  [['all'], payment, true],
  [['saved-card'], payment, false],
  [['saved-card'], { ...payment, savedCard: true }, true],
  [['amount:5000'], payment, false],
  [['amount:4999'], payment, true],
  [['amount:9000', 'amount:4000'], payment, true],
  [['country:BR'], payment, false],
  [['country:BR', 'country:FR'], payment, true],
])('%j for %j: %s', (entries, of, expected) => {
  expect(requiresChallenge(policyOf(...entries), of)).toBe(expected);
});

test.each(['amount', 'amount:', 'amount:-1', 'amount:1.5', 'country:fr', 'country:FRA', 'saved', 'ALL'])(
  '%s is no entry',
  (entry) => {
    expect(readThreeDsPolicy([entry])).toBeNull();
  },
);
