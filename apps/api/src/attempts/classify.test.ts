import { describe, expect, test } from 'vitest';
import { ATTEMPT, EXPECTED, FAILED_DEPOSIT, paymentLike, SESSION } from '../../test/support/attempts.ts';
import { ATTEMPT_KEY, classify, SESSION_KEY } from './classify.ts';

describe('classify', () => {
  test.each([
    [{ status: 'CHECKOUT_SUCCESS', depositStatus: 'succeeded' }, { kind: 'charged' }],
    [{ status: 'PAYMENT_SUCCESS' }, { kind: 'charged' }],
    [{ status: 'FULLY_REFUNDED' }, { kind: 'charged' }],
    [
      { status: 'PAYMENT_FAILED', lastDepositAttempt: FAILED_DEPOSIT },
      { kind: 'refused', code: 'card_declined' },
    ],
    [
      { status: 'INITIATION', lastDepositAttempt: FAILED_DEPOSIT },
      { kind: 'refused', code: 'card_declined' },
    ],
    [{ status: 'CANCELED' }, { kind: 'refused', code: null }],
    [{ depositStatus: 'requires_confirmation' }, { kind: 'confirmable' }],
    [{ depositStatus: 'requires_action' }, { kind: 'action' }],
    [{ status: 'INITIATION' }, { kind: 'undecided' }],
    [{ status: 'SOMETHING_NEW' }, { kind: 'undecided' }],
    [{ status: 'SOMETHING_NEW', depositStatus: 'succeeded' }, { kind: 'undecided' }],
    [{ status: 'SOMETHING_NEW', lastDepositAttempt: FAILED_DEPOSIT }, { kind: 'undecided' }],
    [
      { status: 'CHECKOUT_SUCCESS', amountInCents: 5000 },
      { kind: 'mismatch', charged: true },
    ],
    [
      { status: 'CHECKOUT_SUCCESS', currency: 'USD' },
      { kind: 'mismatch', charged: true },
    ],
    [
      { metadatas: { [SESSION_KEY]: 'cs_other', [ATTEMPT_KEY]: ATTEMPT } },
      { kind: 'mismatch', charged: false },
    ],
    [{ metadatas: { [SESSION_KEY]: SESSION } }, { kind: 'mismatch', charged: false }],
  ] as const)('%j is %j', (changes, classification) => {
    expect(classify(paymentLike(changes), EXPECTED)).toEqual(classification);
  });
});
