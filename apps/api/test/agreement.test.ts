import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { chargesOf, countRequests, newSession, outcomeOnce, press, startWorld } from './support/world.ts';

/** A submission of a shopper to whom no total was shown, or another one than Inflow will charge. */
const asking = (sessionId: string, agreedTotal?: number, number?: string) => ({
  ...press(sessionId, number === undefined ? {} : { number }),
  ...(agreedTotal === undefined ? {} : { agreedTotal }),
  onOtherTotal: 'ask' as const,
});

test.each([
  ['no total', undefined],
  ['another total', 4999],
])(
  'agreement: a shopper who saw %s is charged once the true one is agreed to, by the same payment',
  async (_name, agreedTotal) => {
    await using world = await startWorld();
    const { shopper } = world;
    const sessionId = await newSession(shopper);
    const asked = await shopper.checkout.pay.mutate(asking(sessionId, agreedTotal));
    if (asked.status !== 'requires_agreement') throw new Error(asked.status);
    expect(asked).toMatchObject({ total: 5999, payment: { amountTaxesIncluded: 5999 } });
    expect(await chargesOf(world, sessionId)).toEqual([]);
    const paymentId = asked.payment.id;

    const wrong = await shopper.checkout.agree.mutate({ sessionId, paymentId, total: 4999 });
    expect(wrong).toEqual(asked);
    const other = await shopper.checkout.agree.mutate({ sessionId, paymentId: 'pay_other', total: 5999 });
    expect(other).toEqual(asked);
    expect(await countRequests(world, 'confirm')).toBe(0);

    const agreed = { sessionId, paymentId, total: 5999 };
    const twice = await Promise.all([
      shopper.checkout.agree.mutate(agreed),
      shopper.checkout.agree.mutate(agreed),
    ]);
    for (const outcome of twice) expect(['succeeded', 'processing']).toContain(outcome.status);
    expect(await outcomeOnce(world, sessionId, 'succeeded')).toMatchObject({ payment: { id: paymentId } });
    expect(await shopper.checkout.agree.mutate(agreed)).toMatchObject({ status: 'succeeded' });
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
    expect(await countRequests(world, 'create')).toBe(1);
    expect(await countRequests(world, 'confirm')).toBe(1);
  },
);

test('agreement: none is asked for where the total is the one that was shown', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const paid = await world.shopper.checkout.pay.mutate(asking(sessionId, 5999));
  expect(paid.status).toBe('succeeded');
});

test('agreement: with automatic confirmation nothing is confirmed before it', async () => {
  await using world = await startWorld({ INFLOW_CONFIRMATION: 'automatic' });
  const sessionId = await newSession(world.shopper);
  const asked = await world.shopper.checkout.pay.mutate(asking(sessionId));
  expect(asked.status).toBe('requires_agreement');
  expect(await chargesOf(world, sessionId)).toEqual([]);
});

test('agreement: is asked for after a 3DS challenge', async () => {
  await using world = await startWorld();
  const { shopper, sandbox } = world;
  const sessionId = await newSession(shopper);
  const challenged = await shopper.checkout.pay.mutate(asking(sessionId, undefined, '4000020000000000'));
  if (challenged.status !== 'requires_action') throw new Error(challenged.status);
  const paymentId = challenged.payment.id;
  await sandbox.control.threeDs.approve(paymentId);
  expect(await shopper.checkout.complete.mutate({ sessionId })).toMatchObject({
    status: 'requires_agreement',
    total: 5999,
  });
  expect(await shopper.checkout.agree.mutate({ sessionId, paymentId, total: 5999 })).toMatchObject({
    status: 'succeeded',
  });
});

test('agreement: another submission replaces the payment that waits for it, which is never confirmed', async () => {
  await using world = await startWorld();
  const { shopper } = world;
  const sessionId = await newSession(shopper);
  const first = await shopper.checkout.pay.mutate(asking(sessionId));
  if (first.status !== 'requires_agreement') throw new Error(first.status);
  const second = await shopper.checkout.pay.mutate(asking(sessionId, 5999, '5555555555554444'));
  expect(second.status).toBe('succeeded');
  const late = { sessionId, paymentId: first.payment.id, total: 5999 };
  expect(await shopper.checkout.agree.mutate(late)).toEqual(second);
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('agreement: the same key gives the same question, and survives a restart', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const input = asking(sessionId);
  const asked = await world.shopper.checkout.pay.mutate(input);
  expect(await world.shopper.checkout.pay.mutate(input)).toEqual(asked);
  expect((await world.shopper.checkout.get.query({ sessionId })).outcome).toEqual(asked);
  expect(await countRequests(world, 'create')).toBe(1);
});

test('agreement: a session that ends meanwhile is not charged any more', async () => {
  await using world = await startWorld();
  const { shopper, service } = world;
  const sessionId = await newSession(shopper);
  const asked = await shopper.checkout.pay.mutate(asking(sessionId));
  if (asked.status !== 'requires_agreement') throw new Error(asked.status);
  await service.sessions.expire.mutate({ sessionId });
  const late = { sessionId, paymentId: asked.payment.id, total: 5999 };
  expect(await shopper.checkout.agree.mutate(late)).toMatchObject({
    status: 'declined',
    decline: { code: 'not_charged' },
  });
  expect(await chargesOf(world, sessionId)).toEqual([]);
});

test('agreement: a confirm whose response is lost is not sent again by agreeing again', async () => {
  await using world = await startWorld({ INFLOW_TIMEOUT_MS: '500' });
  const { shopper, sandbox } = world;
  const sessionId = await newSession(shopper);
  const asked = await shopper.checkout.pay.mutate(asking(sessionId));
  if (asked.status !== 'requires_agreement') throw new Error(asked.status);
  await sandbox.control.faults.add({ operation: 'confirm', kind: 'work_then_drop', count: 1 });
  const agreed = { sessionId, paymentId: asked.payment.id, total: 5999 };
  await shopper.checkout.agree.mutate(agreed);
  await shopper.checkout.agree.mutate(agreed);
  await outcomeOnce(world, sessionId, 'succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('agreement: a session without an attempt has none', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const call = world.shopper.checkout.agree.mutate({ sessionId, paymentId: randomUUID(), total: 5999 });
  await expect(call).rejects.toMatchObject({ data: { reason: 'NOT_FOUND' } });
});

test.each([
  ['is refused', { kind: 'status', status: 400 }],
  ['is not there', { kind: 'status', status: 404 }],
  ['cannot be read', { kind: 'not_json' }],
] as const)(
  'a tax rate that %s: the quote says the subtotal, and the shopper can pay',
  async (_name, fault) => {
    await using world = await startWorld();
    await world.sandbox.control.faults.add({ operation: 'tax', ...fault });
    const sessionId = await newSession(world.shopper);
    const basis = { sessionId, billingCountry: 'FR', purchasingAsBusiness: false };
    expect(await world.shopper.checkout.quote.query(basis)).toEqual({
      currency: 'EUR',
      pricingMode: 'TAX_EXCLUSIVE',
      subtotal: 4999,
      tax: null,
      total: null,
      rate: null,
      taxCountry: 'FR',
      reverseCharge: false,
    });
    const asked = await world.shopper.checkout.pay.mutate(asking(sessionId));
    if (asked.status !== 'requires_agreement') throw new Error(asked.status);
    const agreed = { sessionId, paymentId: asked.payment.id, total: asked.total };
    expect(await world.shopper.checkout.agree.mutate(agreed)).toMatchObject({ status: 'succeeded' });
  },
);
