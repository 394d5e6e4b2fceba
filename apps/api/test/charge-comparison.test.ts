import { expect, test } from 'vitest';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import { newSession, press, startWorld } from './support/world.ts';

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
