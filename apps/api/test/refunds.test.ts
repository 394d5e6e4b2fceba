import { expect, test } from 'vitest';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import { reasonOf, startWorld, type World } from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };
/** The sandbox ends its refunds in REFUND_FAILED. */
const REFUND_FAILS = '4000000000001158';

const storedRefunds = (world: World) => query(world, 'select state from refunds');

async function sentRefunds(world: World): Promise<number> {
  return (await world.sandbox.control.requests()).filter(({ operation }) => operation === 'refund').length;
}

test('two requests to refund a payment at the same time: one refund is sent', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  const results = await Promise.all(
    Array.from({ length: 4 }, () => reasonOf(world.service.payments.refund.mutate({ paymentId }))),
  );
  expect(results.sort()).toEqual([null, ...Array(3).fill('ALREADY_REFUNDED')].sort());
  expect(await sentRefunds(world)).toBe(1);
});

test('a refund that Inflow refuses has failed, and can be requested again', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'status', status: 400, count: 1 });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('PAYMENT_NOT_REFUNDABLE');
  expect(await storedRefunds(world)).toEqual([{ state: 'failed' }]);
  const again = await world.service.payments.refund.mutate({ paymentId });
  expect(again.refund).toBe('pending');
  expect(again.history.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['refund.requested', 'refund.failed', 'refund.pending']),
  );
  expect(again.history.filter(({ action }) => action === 'refund.requested')).toHaveLength(2);
});

test('a refund that Inflow fails to make is recorded as failed', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order({ number: REFUND_FAILS }));
  await world.service.payments.refund.mutate({ paymentId });
  await world.sandbox.control.clock.advance(60_000);
  expect((await world.service.payments.get.query({ paymentId })).refund).toBe('failed');
});

test('a refund that was made never goes back to pending', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.service.payments.refund.mutate({ paymentId });
  await query(world, "update refunds set state = 'refunded'");
  expect((await world.service.payments.get.query({ paymentId })).refund).toBe('refunded');
});

test.each(['requested', 'unknown'])(
  'a stored refund that a killed node left as %s is sent by the reconciler, and followed to its end',
  async (state) => {
    await using world = await startWorld();
    const { id: paymentId } = await world.service.payments.create.mutate(order());
    await query(
      world,
      "insert into refunds (payment_id, state, requested_by, step_at) values ($1, $2, 'service:tests', now() - interval '1 hour')",
      [paymentId, state],
    );
    await expect.poll(() => storedRefunds(world)).toEqual([{ state: 'pending' }]);
    await world.sandbox.control.clock.advance(60_000);
    await expect.poll(() => storedRefunds(world)).toEqual([{ state: 'refunded' }]);
    expect(await sentRefunds(world)).toBe(1);
  },
);

test('a refund that was lost, of a payment that was refunded elsewhere meanwhile, is not sent again', async () => {
  await using world = await startWorld();
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.service.payments.refund.mutate({ paymentId });
  await query(world, "update refunds set state = 'unknown', step_at = now() - interval '1 hour'");
  await expect.poll(() => storedRefunds(world)).toEqual([{ state: 'pending' }]);
  expect(await sentRefunds(world)).toBe(1);
});

test('a stored refund of a payment that cannot be refunded any more is not sent', async () => {
  await using world = await startWorld();
  const { id: paymentId } = await world.sandbox.control.payments.seed({ status: 'PARTIAL_REFUNDED' });
  await query(
    world,
    "insert into refunds (payment_id, state, requested_by, step_at) values ($1, 'unknown', 'service:tests', now() - interval '1 hour')",
    [paymentId],
  );
  const reads = async () =>
    (await world.sandbox.control.requests()).filter(({ operation }) => operation === 'read').length;
  await expect.poll(reads).toBeGreaterThan(3);
  expect(await sentRefunds(world)).toBe(0);
});
