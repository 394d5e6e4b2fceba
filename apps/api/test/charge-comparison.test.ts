import { expect, test } from 'vitest';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import { countRequests, newSession, press, startWorld } from './support/world.ts';

test('the charge comparison records what Inflow has decided since, of a session’s payment and of a service’s', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await world.service.payments.create.mutate(order());
  const recorded = () => query(world, 'select distinct status from payments');
  expect(await recorded()).toEqual([{ status: 'CHECKOUT_SUCCESS' }]);
  await world.sandbox.control.clock.advance(60_000);
  await expect.poll(recorded).toEqual([{ status: 'PAYMENT_RECEIVED' }]);
});

test('the charge comparison finds a stray charge behind a whole page of other payments, and does not read those of others', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600' });
  const { faults, payments } = world.sandbox.control;
  const sessionId = await newSession(world.shopper);
  await faults.add({ operation: 'list', kind: 'status', status: 503 });
  const stray = await payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents: 1,
    metadatas: { checkoutSessionId: sessionId },
  });
  for (let count = 0; count < 100; count += 1) {
    await payments.seed({ status: 'CHECKOUT_SUCCESS', metadatas: { orderId: String(count) } });
  }
  await faults.clear();
  await expect
    .poll(() => query(world, 'select id, session_id, orphan from payments'))
    .toEqual([{ id: stray.id, session_id: sessionId, orphan: true }]);
  const reads = (await world.sandbox.control.requests()).filter(({ operation }) => operation === 'read');
  expect(new Set(reads.map(({ path }) => path.split('/').at(-1)))).toEqual(new Set([stray.id]));
});

test('a second charge of a paid session is only reported where the merchant asked for that, also when refunds are released', async () => {
  await using world = await startWorld({ ORPHAN_CHARGES: 'report' });
  await query(world, "update installation set refunds_released_at = now(), refunds_released_by = 'operator'");
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  const [installation] = await query<{ id: string }>(world, 'select id from installation');
  const { payments } = world.sandbox.control;
  const stray = await payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents: 4999,
    metadatas: { checkoutInstallation: installation?.id, checkoutSessionId: sessionId },
  });
  await expect.poll(() => query(world, 'select id from payments where orphan')).toEqual([{ id: stray.id }]);
  const lists = async () => countRequests(world, 'list');
  const before = await lists();
  await expect.poll(lists).toBeGreaterThan(before + 6);
  expect(await query(world, 'select * from refunds')).toEqual([]);
  expect((await payments.list()).map(({ status }) => status)).toEqual([
    'CHECKOUT_SUCCESS',
    'CHECKOUT_SUCCESS',
  ]);
});
