import { randomUUID } from 'node:crypto';
import { MAXIMUM_CENTS } from '@checkout/schemas/money';
import { expect, test } from 'vitest';
import { countRequests, GOOD_CARD, reasonOf, startWorld, type World } from './support/world.ts';

const order = (changes: { currency?: 'EUR' | 'USD'; price?: number } = {}) => ({
  idempotencyKey: randomUUID(),
  products: [{ name: 'Pro plan', price: changes.price ?? 4999, quantity: 1 }],
  currency: changes.currency ?? ('EUR' as const),
  customerEmail: 'customer@example.com',
  billingCountry: 'FR',
  purchasingAsBusiness: false,
  card: GOOD_CARD,
});

const changed = [{ name: 'Team plan', price: 5999, quantity: 1 }];

async function updatesOf(world: World, paymentId: string): Promise<string[]> {
  const { history } = await world.service.payments.get.query({ paymentId });
  return history.map(({ action }) => action).filter((action) => action.startsWith('payment.updat'));
}

const overTheLimit = [
  ['one piece', [{ name: 'Dear', price: MAXIMUM_CENTS + 1, quantity: 1 }]],
  ['one line', [{ name: 'Dear', price: MAXIMUM_CENTS, quantity: 2 }]],
  ['over 2³¹ cents', [{ name: 'Dear', price: MAXIMUM_CENTS, quantity: 999 }]],
  [
    'the sum of many lines',
    Array.from({ length: 100 }, () => ({ name: 'Dear', price: MAXIMUM_CENTS, quantity: 999 })),
  ],
] as const;

test.each(overTheLimit)(
  'a total over the limit is refused before anything is sent: %s',
  async (_name, lines) => {
    await using world = await startWorld();
    const { id: paymentId } = await world.service.payments.create.mutate(order());
    const products = [...lines];
    const { sessions, payments } = world.service;
    expect(await reasonOf(payments.update.mutate({ paymentId, products }))).toBe('INVALID_INPUT');
    expect(await reasonOf(payments.create.mutate({ ...order(), products }))).toBe('INVALID_INPUT');
    expect(await reasonOf(sessions.create.mutate({ products, currency: 'EUR' }))).toBe('INVALID_INPUT');
    expect(await countRequests(world, 'update')).toBe(0);
    expect(await payments.get.query({ paymentId })).toMatchObject({ amountInCents: 4999 });
  },
);

test.each([
  ['EUR', 149],
  ['USD', 199],
] as const)('a total under the minimum of %s is refused before anything is sent', async (currency, price) => {
  await using world = await startWorld();
  const { id: paymentId } = await world.service.payments.create.mutate(order({ currency }));
  const update = (products: typeof changed) => world.service.payments.update.mutate({ paymentId, products });
  await expect(update([{ name: 'Cheap', price, quantity: 1 }])).rejects.toMatchObject({
    data: { reason: 'INVALID_INPUT', fieldErrors: { products: ['below_minimum'] } },
  });
  expect(await countRequests(world, 'update')).toBe(0);
  expect(await updatesOf(world, paymentId)).toEqual([]);
  const least = [{ name: 'Cheap', price: price + 1, quantity: 1 }];
  expect(await update(least)).toMatchObject({ amountInCents: price + 1, products: least });
  expect(await updatesOf(world, paymentId)).toEqual(['payment.updating', 'payment.updated']);
});

const worked = [
  ['work_then_drop', {}],
  ['work_then_status', { status: 502 }],
  ['work_then_status', { status: 409 }],
  ['work_then_hang', {}],
  ['truncated', {}],
] as const;

test.each(worked)(
  'an update that worked, and whose response was lost (%s %o), is answered with the payment',
  async (kind, more) => {
    await using world = await startWorld({ INFLOW_TIMEOUT_MS: '3000' });
    const { id: paymentId } = await world.service.payments.create.mutate(order());
    await world.sandbox.control.faults.add({ operation: 'update', kind, ...more, count: 1 });
    const updated = await world.service.payments.update.mutate({ paymentId, products: changed });
    expect(updated).toMatchObject({ amountInCents: 5999, amountTaxesIncluded: 7199, products: changed });
    expect(await updatesOf(world, paymentId)).toEqual([
      'payment.updating',
      'payment.update_lost',
      'payment.updated',
    ]);
    expect(await countRequests(world, 'update')).toBe(1);
  },
);

test('an update that did not arrive is unknown, says so in the audit trail, and can be repeated', async () => {
  await using world = await startWorld();
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.sandbox.control.faults.add({ operation: 'update', kind: 'drop_before', count: 1 });
  const update = () => world.service.payments.update.mutate({ paymentId, products: changed });
  expect(await reasonOf(update())).toBe('OUTCOME_UNKNOWN');
  expect(await updatesOf(world, paymentId)).toEqual(['payment.updating', 'payment.update_lost']);
  expect(await world.service.payments.get.query({ paymentId })).toMatchObject({ amountInCents: 4999 });
  expect(await update()).toMatchObject({ amountInCents: 5999, products: changed });
  await world.service.payments.confirm.mutate({ paymentId });
  expect(await world.sandbox.control.ledger()).toMatchObject([{ paymentId, amount: 7199 }]);
});

test.each([
  ['lost', { kind: 'work_then_drop' as const }],
  ['known', { kind: 'latency' as const, delayMs: 0 }],
])('an update whose response is %s is unknown while the payment cannot be read', async (_name, fault) => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const { faults } = world.sandbox.control;
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await faults.add({ operation: 'update', ...fault, count: 1 });
  await faults.add({ operation: 'read', kind: 'status', status: 503 });
  const call = world.service.payments.update.mutate({ paymentId, products: changed });
  await expect(call).rejects.toMatchObject({ data: { reason: 'OUTCOME_UNKNOWN', outcomeKnown: false } });
  await faults.clear();
  expect(await world.service.payments.get.query({ paymentId })).toMatchObject({ products: changed });
});

test('a lost update to other products of the same total is not taken for done because of the total', async () => {
  await using world = await startWorld();
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  const products = [{ name: 'Another plan', price: 4999, quantity: 1 }];
  const update = () => world.service.payments.update.mutate({ paymentId, products });
  await world.sandbox.control.faults.add({ operation: 'update', kind: 'drop_before', count: 1 });
  expect(await reasonOf(update())).toBe('OUTCOME_UNKNOWN');
  await world.sandbox.control.faults.add({ operation: 'update', kind: 'work_then_drop', count: 1 });
  expect(await update()).toMatchObject({ amountInCents: 4999, products });
});

test('an update that Inflow refuses is in the audit trail as refused', async () => {
  await using world = await startWorld();
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.sandbox.control.faults.add({ operation: 'update', kind: 'status', status: 400, count: 1 });
  expect(await reasonOf(world.service.payments.update.mutate({ paymentId, products: changed }))).toBe(
    'PAYMENT_NOT_UPDATABLE',
  );
  expect(await updatesOf(world, paymentId)).toEqual(['payment.updating', 'payment.update_refused']);
});
