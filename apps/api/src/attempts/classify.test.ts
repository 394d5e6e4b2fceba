import { describe, expect, test } from 'vitest';
import {
  ATTEMPT,
  EXPECTED,
  FAILED_DEPOSIT,
  INSTALLATION,
  paymentLike,
  SESSION,
} from '../../test/support/attempts.ts';
import { classify, isOurs } from './classify.ts';
import { ATTEMPT_KEY, INSTALLATION_KEY, SESSION_KEY } from './payment-metadata.ts';

describe('classify', () => {
  test.each([
    [{ status: 'CHECKOUT_SUCCESS', depositStatus: 'succeeded' }, { kind: 'charged' }],
    [{ status: 'PAYMENT_SUCCESS' }, { kind: 'charged' }],
    [{ status: 'PARTIAL_REFUNDED' }, { kind: 'charged' }],
    [{ status: 'FULLY_REFUNDED' }, { kind: 'refunded' }],
    [
      { status: 'PAYMENT_FAILED', lastDepositAttempt: FAILED_DEPOSIT },
      { kind: 'failed', code: 'card_declined', isEnd: true },
    ],
    [
      { status: 'INITIATION', lastDepositAttempt: FAILED_DEPOSIT },
      { kind: 'failed', code: 'card_declined', isEnd: false },
    ],
    [{ status: 'PAYMENT_FAILED' }, { kind: 'failed', code: null, isEnd: true }],
    [{ status: 'CANCELED' }, { kind: 'failed', code: 'not_charged', isEnd: true }],
    [
      { depositStatus: 'requires_confirmation', lastDepositAttempt: FAILED_DEPOSIT },
      { kind: 'failed', code: 'card_declined', isEnd: false },
    ],
    [{ depositStatus: 'requires_confirmation' }, { kind: 'confirmable' }],
    [{ depositStatus: 'requires_action' }, { kind: 'undecided' }],
    [{ status: 'INITIATION' }, { kind: 'undecided' }],
    [{ status: 'SOMETHING_NEW' }, { kind: 'undecided' }],
    [{ status: 'SOMETHING_NEW', depositStatus: 'succeeded' }, { kind: 'undecided' }],
    [{ status: 'SOMETHING_NEW', lastDepositAttempt: FAILED_DEPOSIT }, { kind: 'undecided' }],
  ] as const)('%j is %j', (changes, classification) => {
    expect(classify(paymentLike(changes))).toEqual(classification);
  });
});

describe('isOurs', () => {
  const whole = { [SESSION_KEY]: SESSION, [ATTEMPT_KEY]: ATTEMPT, [INSTALLATION_KEY]: INSTALLATION };
  test.each([
    ['all of it', {}, true],
    ['another amount', { amountInCents: 5000 }, false],
    ['another currency', { currency: 'USD' }, false],
    ['another session', { metadatas: { ...whole, [SESSION_KEY]: 'cs_other' } }, false],
    ['another attempt', { metadatas: { ...whole, [ATTEMPT_KEY]: 'x' } }, false],
    ['another installation', { metadatas: { ...whole, [INSTALLATION_KEY]: 'inst_other' } }, false],
    ['no session', { metadatas: { [ATTEMPT_KEY]: ATTEMPT } }, true],
    ['no metadata', { metadatas: {} }, true],
    ['no metadata, another amount', { metadatas: {}, amountInCents: 5000 }, false],
    ['no metadata, of a payment that we do not know by its id', { id: 'pay_2', metadatas: {} }, false],
    ['all of it, of a payment that we do not know by its id', { id: 'pay_2' }, true],
  ])('%s: %s', (_name, changes, ours) => {
    expect(isOurs(paymentLike({ metadatas: whole, ...changes }), EXPECTED)).toBe(ours);
  });

  // What `amountInCents` is under TAX_INCLUSIVE is open: the price, or the price less its tax.
  test.each([
    ['the price', { amountInCents: 4999, amountTaxesIncluded: 4999 }, true],
    ['the price less its tax', { amountInCents: 4166, amountTaxesIncluded: 4999 }, true],
    ['the price, and a total that is left out', { amountInCents: 4999, amountTaxesIncluded: null }, true],
    ['less, and a total that is left out', { amountInCents: 4166, amountTaxesIncluded: null }, true],
    ['the price, and tax added to it', { amountInCents: 4999, amountTaxesIncluded: 5999 }, true],
    ['more than the price', { amountInCents: 5000, amountTaxesIncluded: null }, false],
    ['more than the price, and that as the total', { amountInCents: 5000, amountTaxesIncluded: 4999 }, false],
    ['less, and another total', { amountInCents: 4166, amountTaxesIncluded: 5000 }, false],
    ['the price, and less as the total', { amountInCents: 4999, amountTaxesIncluded: 4998 }, false],
  ])('where the price includes the tax: %s', (_name, changes, ours) => {
    const session = { ...EXPECTED.session, pricingMode: 'TAX_INCLUSIVE' as const };
    expect(isOurs(paymentLike({ metadatas: whole, ...changes }), { ...EXPECTED, session })).toBe(ours);
  });
});
