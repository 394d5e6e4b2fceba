import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  chargesOf,
  countRequests,
  GOOD_CARD,
  newSession,
  outcomeOnce,
  press,
  startWorld,
  type World,
} from './support/world.ts';

/** Accepted, then declined when it is confirmed. */
const DECLINED_AT_CONFIRM = '4000000000001133';
const CHALLENGE_CARD = '4000020000000000';

const order = (changes: object = {}) => ({
  idempotencyKey: randomUUID(),
  products: [{ name: 'Renewal', price: 10_000, quantity: 1 }],
  currency: 'EUR' as const,
  customerEmail: 'ada@example.com',
  billingCountry: 'FR',
  purchasingAsBusiness: false,
  card: GOOD_CARD,
  ...changes,
});

/** A session that a service made for a customer, so that a saved card may be used in it. */
async function sessionFor({ service }: World): Promise<string> {
  const { sessionId } = await service.sessions.create.mutate({
    products: [{ name: 'Order', price: 4999, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    allowSavedCard: true,
  });
  return sessionId;
}

test.each(['explicit', 'automatic'])(
  'a decline that leaves the payment waiting for a confirm is a decline, and is not confirmed again (%s)',
  async (confirmation) => {
    await using world = await startWorld(
      { INFLOW_CONFIRMATION: confirmation },
      { dialect: { declinedConfirm: 'waits' } },
    );
    const sessionId = await newSession(world.shopper);
    const declined = await world.shopper.checkout.pay.mutate(
      press(sessionId, { number: DECLINED_AT_CONFIRM }),
    );
    expect(declined).toMatchObject({ status: 'declined', decline: { code: 'card_declined' } });
    expect(await countRequests(world, 'confirm')).toBe(confirmation === 'explicit' ? 1 : 0);
    const paid = await world.shopper.checkout.pay.mutate(press(sessionId));
    expect(paid.status).toBe('succeeded');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  },
);

test.each(['CANCELED', 'CHECKOUT_CANCELED', 'EXPIRED'] as const)(
  'a payment that lapses as %s while its total waits for the shopper is no decline of the card',
  async (unconfirmed) => {
    await using world = await startWorld({}, { dialect: { unconfirmed, unconfirmedMs: 60_000 } });
    const sessionId = await newSession(world.shopper);
    const asked = await world.shopper.checkout.pay.mutate({ ...press(sessionId), onOtherTotal: 'ask' });
    if (asked.status !== 'requires_agreement') throw new Error(asked.status);
    await world.sandbox.control.clock.advance(61_000);
    const late = { sessionId, paymentId: asked.payment.id, total: asked.total };
    expect(await world.shopper.checkout.agree.mutate(late)).toMatchObject({
      status: 'declined',
      decline: { code: 'not_charged', retryable: true },
    });
    expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  },
);

test('a payment that cannot be read at first is paid within the same call', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' }, { dialect: { readLagMs: 900 } });
  const sessionId = await newSession(world.shopper);
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
});

test.each(['400', '404'] as const)(
  'a saved card is charged where only the standard host takes it, and the other answers %s',
  async (otherHost) => {
    await using world = await startWorld({}, { dialect: { savedCardHost: 'standard', otherHost } });
    const first = await sessionFor(world);
    expect((await world.shopper.checkout.pay.mutate(press(first, { save: true }))).status).toBe('succeeded');
    const second = await sessionFor(world);
    const paid = await world.shopper.checkout.pay.mutate({
      ...press(second),
      paymentMethod: { type: 'saved' },
    });
    expect(paid.status).toBe('succeeded');
    expect(await chargesOf(world, second)).toHaveLength(1);
  },
);

test.each(['patch_404', 'patch_405', 'post'] as const)('a payment is updated (%s)', async (update) => {
  await using world = await startWorld({}, { dialect: { update } });
  const { id } = await world.service.payments.create.mutate(order({ autoConfirm: false }));
  const products = [{ name: 'Renewal', price: 12_000, quantity: 1 }];
  const updated = await world.service.payments.update.mutate({ paymentId: id, products });
  expect(updated).toMatchObject({ amountInCents: 12_000, products });
});

test('the challenge of a payment whose amount excludes the tax of its price is shown to the service', async () => {
  await using world = await startWorld({}, { dialect: { inclusiveAmount: 'before_tax' } });
  const payment = await world.service.payments.create.mutate(
    order({
      pricingMode: 'TAX_INCLUSIVE',
      autoConfirm: true,
      card: { ...GOOD_CARD, number: CHALLENGE_CARD },
    }),
  );
  expect(payment.threeDsSessionUrl).toContain('/3ds/');
  await world.sandbox.control.threeDs.approve(payment.id);
  await world.service.payments.confirm.mutate({ paymentId: payment.id });
  expect(await world.sandbox.control.ledger()).toMatchObject([{ paymentId: payment.id, amount: 10_000 }]);
});

test('a list that names its array otherwise does not hide a payment whose create was lost', async () => {
  await using world = await startWorld(
    { INFLOW_CONFIRMATION: 'automatic', INFLOW_TIMEOUT_MS: '500' },
    { dialect: { listEnvelope: 'results', listLagMs: 1_000 } },
  );
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId)).catch(() => null);
  await outcomeOnce(world, sessionId, 'succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a marketplace’s key gets an error of its own, with what to do', async () => {
  await using world = await startWorld({ INFLOW_API_KEY: 'inflow_marketplace_of_tests' });
  const sessionId = await newSession(world.shopper);
  await expect(world.shopper.checkout.pay.mutate(press(sessionId))).rejects.toMatchObject({
    message: expect.stringContaining('the key of the seller'),
    data: { reason: 'MARKETPLACE_ACCOUNT', httpStatus: 503, outcomeKnown: true },
  });
  expect((await world.shopper.checkout.get.query({ sessionId })).status).toBe('open');
});
