import { expect, test } from 'vitest';
import { chargesOf, newSession, outcomeOnce, press, reasonOf, startWorld } from './support/world.ts';

/** The next round of the reconciler is ten minutes away. */
const quiet = { RECONCILE_AFTER_MS: '600000' };

test('a confirm that charged and was answered with an error: the payment is read, and the shopper has paid', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  await world.sandbox.control.faults.add({
    operation: 'confirm',
    kind: 'work_then_status',
    status: 502,
    count: 1,
  });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a confirm whose response was lost while the payment could not be read is resolved by a job soon after', async () => {
  await using world = await startWorld(quiet);
  const { faults } = world.sandbox.control;
  const sessionId = await newSession(world.shopper);
  await faults.add({ operation: 'confirm', kind: 'work_then_drop', count: 1 });
  // The read before the confirm works, each try of the one after it fails.
  await faults.add({ operation: 'read', kind: 'latency', delayMs: 0, count: 1 });
  await faults.add({ operation: 'read', kind: 'status', status: 503, count: 3 });
  // Otherwise the charge comparison would find it as well.
  await faults.add({ operation: 'list', kind: 'status', status: 503 });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  await outcomeOnce(world, sessionId, 'succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a session whose confirm is unresolved is not expired by a service', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  expect(await reasonOf(world.service.sessions.expire.mutate({ sessionId }))).toBe('ATTEMPT_IN_PROGRESS');
  expect((await world.shopper.checkout.get.query({ sessionId })).status).toBe('processing');
});
