import { describe, expect, test } from 'vitest';
import { ageAttempts } from './support/query.ts';
import { chargesOf, newSession, press, startWorld } from './support/world.ts';

/** Inflow's list tells which payment came of a create whose response was lost; the payment itself tells what became of it. */
describe.each(['list', 'read'] as const)('a lost create, while Inflow fails every %s', (operation) => {
  test('is not declined as not charged: with automatic confirmation it may have charged', async () => {
    await using world = await startWorld({
      INFLOW_CONFIRMATION: 'automatic',
      INFLOW_TIMEOUT_MS: '400',
      RECONCILE_AFTER_MS: '600000',
    });
    const { faults } = world.sandbox.control;
    const sessionId = await newSession(world.shopper);
    await faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
    await faults.add({ operation, kind: 'status', status: 503 });
    expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
    await ageAttempts(world);
    expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('processing');

    await faults.clear();
    expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('succeeded');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  });

  test('is not given up before a call has had its time', async () => {
    await using world = await startWorld({ INFLOW_TIMEOUT_MS: '400', RECONCILE_AFTER_MS: '600000' });
    const { faults } = world.sandbox.control;
    const sessionId = await newSession(world.shopper);
    await faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
    await faults.add({ operation, kind: 'status', status: 503 });
    const input = press(sessionId);
    expect((await world.shopper.checkout.pay.mutate(input)).status).toBe('processing');
    expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('processing');

    await ageAttempts(world);
    expect(await world.shopper.checkout.complete.mutate({ sessionId })).toMatchObject({
      status: 'declined',
      decline: { code: 'not_charged' },
    });
    expect(await chargesOf(world, sessionId)).toEqual([]);
  });
});
