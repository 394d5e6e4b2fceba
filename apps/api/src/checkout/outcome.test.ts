import { expect, test } from 'vitest';
import type { AttemptOutcome } from '../attempts/store.ts';
import { outcomeOf } from './outcome.ts';

const attempt = (state: AttemptOutcome['state'], declineCode: string | null): AttemptOutcome => ({
  state,
  declineCode,
  paymentId: null,
  redirectUrl: null,
  errorReason: null,
  errorFields: null,
  cardBrand: null,
  cardLast4: null,
  businessName: null,
  taxId: null,
});

test.each(['declined', 'abandoned'] as const)(
  'outcome: a shopper is not told that a card is reported lost or stolen, %s',
  (state) => {
    for (const code of ['lost_card', 'stolen_card'])
      expect(outcomeOf(attempt(state, code), null, 'precise')).toEqual({
        status: 'declined',
        payment: null,
        decline: { code: 'restricted_card', retryable: false },
      });
  },
);

test('outcome: other codes are shown as the issuer said them, also unknown ones', () => {
  for (const code of ['insufficient_funds', 'a_new_code'])
    expect(outcomeOf(attempt('declined', code), null, 'precise')).toMatchObject({
      decline: { code, retryable: true },
    });
  expect(outcomeOf(attempt('abandoned', null), null, 'precise')).toMatchObject({
    decline: { code: 'not_charged' },
  });
});
