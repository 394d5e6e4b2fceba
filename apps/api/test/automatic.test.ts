import { expect, test } from 'vitest';
import { query } from './support/query.ts';
import { chargesOf, newSession, press, reasonOf, startWorld, type World } from './support/world.ts';

const automatic = { INFLOW_CONFIRMATION: 'automatic' };

const view = (world: World, sessionId: string) => world.shopper.checkout.get.query({ sessionId });

test('with automatic confirmation too, a total that was not agreed to is not charged', async () => {
  await using world = await startWorld(automatic);
  const sessionId = await newSession(world.shopper);
  const outcome = await world.shopper.checkout.pay.mutate({ ...press(sessionId), agreedTotal: 100 });
  expect(outcome).toMatchObject({ status: 'declined', decline: { code: 'total_changed' } });
  expect(await chargesOf(world, sessionId)).toEqual([]);
  const agreedTotal = outcome.payment?.amountTaxesIncluded ?? 0;
  const again = await world.shopper.checkout.pay.mutate({ ...press(sessionId), agreedTotal });
  expect(again.status).toBe('succeeded');
  expect((await chargesOf(world, sessionId)).map(({ amount }) => amount)).toEqual([agreedTotal]);
});

test('a create that Inflow finishes after the deadline is found, and no other attempt begins before', async () => {
  await using world = await startWorld({
    ...automatic,
    INFLOW_TIMEOUT_MS: '1000',
    RECONCILE_AFTER_MS: '1000',
  });
  const sessionId = await newSession(world.shopper);
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'latency', delayMs: 6_000, count: 1 });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  // Long after the call's time, while the create is still on its way.
  await expect
    .poll(
      async () =>
        (await query(world, "select 1 from attempts where step_at < now() - interval '2 seconds'")).length,
      {
        timeout: 60_000,
      },
    )
    .toBe(1);
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('ATTEMPT_IN_PROGRESS');
  await expect.poll(async () => (await view(world, sessionId)).status, { timeout: 60_000 }).toBe('complete');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a service ends the wait for a create whose payment cannot be found', async () => {
  await using world = await startWorld({ ...automatic, RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'drop_before', count: 1 });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('ATTEMPT_IN_PROGRESS');
  expect(await world.service.payments.close.mutate({ sessionId })).toMatchObject({ closed: true });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});
