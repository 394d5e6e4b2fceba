import { describe, expect, test } from 'vitest';
import { declinedWith, testCards } from '../test-cards.ts';
import { defaultDialect } from './dialect.ts';
import { type PaymentRecord, paymentStatuses, type Terms } from './payment.ts';
import { Refusal } from './refusal.ts';
import * as transition from './transitions.ts';

const rules: transition.Rules = {
  ...defaultDialect,
  receiveMs: 10,
  settleMs: 20,
  refundMs: 30,
  challengeMs: 40,
};
const terms: Terms = {
  billingCountry: 'FR',
  postalCode: undefined,
  purchasingAsBusiness: false,
  businessName: undefined,
  taxId: undefined,
  pricingMode: 'TAX_EXCLUSIVE',
  autoConfirm: false,
  savePaymentMethod: false,
  threeDsSuccessUrl: undefined,
  threeDsFailureUrl: undefined,
};
const works = testCards[0]?.does ?? declinedWith('none');

function begun(does = works, changes: Partial<Terms> = {}): PaymentRecord {
  const fields = {
    id: 'pay_1',
    products: [{ name: 'Two', price: 500, quantity: 2 }],
    currency: 'EUR' as const,
    customerEmail: 'a@example.com',
    metadatas: {},
  };
  const bare = transition.initiate({ ...fields, terms: { ...terms, ...changes } }, 0, rules);
  const card = { brand: 'Visa', bin: '424242', last4: '4242', does };
  return transition.begin(bare, 0, { card, customerId: 'cust_1', newSessionId: () => 'session', rules });
}
const inStatus = (status: PaymentRecord['payment']['status']): PaymentRecord => {
  const record = begun();
  return { ...record, payment: { ...record.payment, status, depositStatus: null } };
};

test('a payment is confirmed, received, settled and refunded', () => {
  let record = transition.confirm(begun(), 5, rules);
  expect(record.due).toEqual({ at: 15, what: 'receive' });
  record = transition.comeDue(record, 15, rules);
  expect(record.due).toEqual({ at: 35, what: 'settle' });
  record = transition.comeDue(record, 35, rules);
  expect(record.due).toBe(null);
  record = transition.comeDue(transition.refund(record, 50, rules), 80, rules);
  expect(record.payment.timeline.map(({ status }) => status)).toEqual([
    'INITIATION',
    'CHECKOUT_SUCCESS',
    'PAYMENT_RECEIVED',
    'PAYMENT_SUCCESS',
    'REFUND_PENDING',
    'FULLY_REFUNDED',
  ]);
});

test('earlier deposit attempts are listed beside the last one', () => {
  const paid = transition.confirm(begun({ ...works, settlement: 'fails' }), 5, rules);
  const failed = transition.comeDue(paid, 15, rules);
  expect(failed.payment).toMatchObject({
    status: 'PAYMENT_FAILED',
    lastDepositAttempt: { status: 'failed', error: 'processing_error' },
    depositAttempts: [{ status: 'succeeded', amount: 1200 }],
  });
});

describe.each(paymentStatuses)('in %s', (status) => {
  test('a refund is possible only where it is documented', () => {
    const allowed = ['CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS'].includes(status);
    const refund = () => transition.refund(inStatus(status), 1, rules);
    if (allowed) expect(refund().payment.status).toBe('REFUND_PENDING');
    else expect(refund).toThrow(Refusal);
  });

  test('an update is possible only before confirmation', () => {
    const allowed = ['INITIATION', 'CHECKOUT_PENDING'].includes(status);
    const update = () =>
      transition.update(inStatus(status), 1, {
        fields: {},
        terms: { ...terms, billingCountry: 'DE' },
        rules,
      });
    if (allowed) expect(update().payment).toMatchObject({ taxCountry: 'DE', amountTaxesIncluded: 1190 });
    else expect(update).toThrow(Refusal);
  });
});

test('a completed 3DS challenge cannot be completed differently', () => {
  const open = begun({ ...works, threeDs: 'challenge' }, { autoConfirm: true });
  const approved = transition.answerChallenge(open, 1, 'approved');
  expect(approved.payment.depositStatus).toBe('requires_confirmation');
  expect(transition.answerChallenge(approved, 2, 'declined')).toBe(approved);
});
