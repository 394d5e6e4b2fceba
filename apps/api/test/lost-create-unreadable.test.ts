import { describe, expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { ageAttempts } from './support/query.ts';
import { chargesOf, createClient, newSession, press, startWorld } from './support/world.ts';

/** Inflow's list tells which payment came of a create whose response was lost; the payment itself tells what became of it. */
describe.each(['list', 'read'] as const)('a lost create, while Inflow fails every %s', (operation) => {
  test('is not declined as not charged: with automatic confirmation it may have charged', async () => {
    await using world = await startWorld({
      INFLOW_CONFIRMATION: 'automatic',
      INFLOW_TIMEOUT_MS: '5000',
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
    await using world = await startWorld({ INFLOW_TIMEOUT_MS: '5000', RECONCILE_AFTER_MS: '600000' });
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

test('a lost create is not declined while an entry of the list is unreadable: it may be the one', async () => {
  const automatic = {
    INFLOW_CONFIRMATION: 'automatic',
    INFLOW_TIMEOUT_MS: '5000',
    // So that an hour is longer than a create can take to show an effect.
    RECONCILE_AFTER_MS: '60000',
  };
  await using world = await startWorld(automatic);
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body, path) => {
    const isList = new URL(path, 'http://inflow').pathname === '/api/payment';
    return isList ? JSON.parse(JSON.stringify(body).replaceAll('"id":', '"unknown":')) : body;
  });
  await using node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  const shopper = createClient(node.url);
  const sessionId = await newSession(shopper);
  await world.api.close();
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
  expect((await shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  await ageAttempts(world);
  expect((await shopper.checkout.complete.mutate({ sessionId })).status).toBe('processing');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});
