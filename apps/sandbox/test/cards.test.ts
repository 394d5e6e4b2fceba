import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createControl } from '../src/control/client.ts';
import { passesLuhn } from '../src/domain/card-numbers.ts';
import { type RunningSandbox, startSandbox } from '../src/start.ts';
import { testCards } from '../src/test-cards.ts';
import { fixture, inflowAt, withCard } from './inflow.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
const inflow = () => inflowAt({ ...sandbox, apiKey: 'inflow_priv_cards' });

describe('every test card does what its row says', () => {
  test.each(testCards)('$number: $outcome', async ({ number, does }) => {
    const created = await inflow().create(withCard(number));
    const payment = await inflow().read(created.body.id);
    const refused = does.authorisation ?? (does.threeDs === 'fails' ? 'THREE_DS_FAILED' : null);
    expect(created.status).toBe(201);
    expect(created.body.threeDsSessionUrl !== null).toBe(does.threeDs === 'challenge');
    if (refused !== null) {
      expect(payment).toMatchObject({ status: 'PAYMENT_FAILED', lastDepositAttempt: { error: refused } });
      return;
    }
    if (does.threeDs === 'challenge') {
      expect(payment).toMatchObject({ status: 'CHECKOUT_PENDING', depositStatus: 'requires_action' });
      await inflow().api('POST', `/_sandbox/payments/${payment.id}/3ds`, { answer: 'approve' });
    }
    expect(await inflow().read(payment.id)).toMatchObject({ depositStatus: 'requires_confirmation' });
    const confirmed = await inflow().confirm(payment.id);
    const outcome = does.confirmation === null ? 'CHECKOUT_SUCCESS' : 'PAYMENT_FAILED';
    expect(confirmed.body).toMatchObject({
      status: outcome,
      lastDepositAttempt: { error: does.confirmation },
    });
  });
});

test('a saved card is found by the e-mail address in any case', async () => {
  const customerEmail = 'saver@example.com';
  await inflow().pay(
    withCard('4242424242424242', { customerEmail, savePaymentMethod: true, autoConfirm: true }),
  );
  const { card: _, ...body } = withCard('4242424242424242', {
    customerEmail: 'Saver@Example.com',
    useCustomerPaymentMethod: true,
  });
  expect(await inflow().create(body)).toMatchObject({ status: 201 });
});

test('test cards: the table has every documented row', () => {
  const documented = testCards.filter(({ source }) => source === 'documented');
  expect(documented).toHaveLength(15);
});

test('test cards: sandbox-only numbers begin with 4000, differ, and pass the Luhn check', () => {
  const ours = testCards.filter(({ source }) => source === 'sandbox-only').map(({ number }) => number);
  expect(ours.every((number) => /^4000\d{12}$/.test(number) && passesLuhn(number))).toBe(true);
  expect(new Set(testCards.map(({ number }) => number)).size).toBe(testCards.length);
});

test('test cards: every documented error code and every hinted one has a card', () => {
  const codes = new Set(testCards.flatMap(({ does }) => [does.authorisation, does.confirmation]));
  const documented = [
    'card_declined',
    'insufficient_funds',
    'incorrect_cvc',
    'incorrect_number',
    'invalid_cvc',
    'invalid_number',
    'invalid_expiry_month',
    'invalid_expiry_year',
    'processing_error',
    'expired_card',
  ];
  const hinted = [
    'generic_decline',
    'do_not_honor',
    'authentication_required',
    'lost_card',
    'stolen_card',
    'restricted_card',
    'withdrawal_count_limit_exceeded',
    'PAYMENT_PROCESSING_ERROR',
  ];
  for (const code of [...documented, ...hinted]) expect(codes).toContain(code);
});

test.each([
  ['invalid_number', { number: '4242424242424241' }],
  ['invalid_expiry_month', { expMonth: 13 }],
  ['invalid_expiry_year', { expYear: 34 }],
  ['expired_card', { expYear: 2020 }],
  ['invalid_cvc', { cvc: '12' }],
])('a malformed card is a payment that failed with %s', async (error, changes) => {
  const card = { ...fixture('card.json'), ...changes };
  const payment = await inflow().pay({ ...withCard(''), card });
  expect(payment).toMatchObject({
    status: 'PAYMENT_FAILED',
    lastDepositAttempt: { status: 'failed', error },
  });
});

const cardThat = (matches: (card: (typeof testCards)[number]) => boolean) => {
  const found = testCards.find(matches);
  if (found === undefined) throw new Error('no such card in the table');
  return found.number;
};

test('a payment can fail after it was authorised, and the ledger shows it', async () => {
  const control = createControl({ apiUrl: sandbox.apiUrl, apiKey: 'inflow_priv_cards' });
  const { id } = await inflow().pay(withCard(cardThat(({ does }) => does.settlement === 'fails')));
  await inflow().confirm(id);
  await control.clock.advance(3_600_000);
  expect(await inflow().read(id)).toMatchObject({ status: 'PAYMENT_FAILED', depositStatus: 'failed' });
  const charge = (await control.ledger()).find(({ paymentId }) => paymentId === id);
  expect(charge).toMatchObject({ failedAt: expect.any(String), refundedAt: null });
});

test('a refund can fail, and the charge then remains', async () => {
  const control = createControl({ apiUrl: sandbox.apiUrl, apiKey: 'inflow_priv_cards' });
  const { id } = await inflow().pay(withCard(cardThat(({ does }) => does.refund === 'fails')));
  await inflow().confirm(id);
  await inflow().refund(id);
  await control.clock.advance(3_600_000);
  expect(await inflow().read(id)).toMatchObject({ status: 'REFUND_FAILED' });
  const charge = (await control.ledger()).find(({ paymentId }) => paymentId === id);
  expect(charge).toMatchObject({ failedAt: null, refundedAt: null });
});
