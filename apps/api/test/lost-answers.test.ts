import { describe, expect, test } from 'vitest';
import { chargesOf, newSession, outcomeOnce, press, reasonOf, startWorld } from './support/world.ts';

const LOSSES = [
  'work_then_drop',
  'drop_before',
  'hang',
  'work_then_hang',
  'truncated',
  'not_json',
  'work_then_status',
] as const;

describe.each(['explicit', 'automatic'] as const)('%s confirmation', (confirmation) => {
  test.each(LOSSES)(
    'a create whose answer is lost (%s) charges at most once, and is known in the end',
    async (kind) => {
      await using world = await startWorld({ INFLOW_CONFIRMATION: confirmation, INFLOW_TIMEOUT_MS: '1000' });
      const sessionId = await newSession(world.shopper);
      await world.sandbox.control.faults.add({
        operation: 'create',
        kind,
        count: 1,
        ...(kind === 'work_then_status' ? { status: 502 } : {}),
      });
      const input = press(sessionId);
      const first = await world.shopper.checkout.pay.mutate(input);
      // With automatic confirmation the reconciler may find the charge before the call is given up.
      if (confirmation === 'explicit' || first.status !== 'succeeded') {
        expect(first).toEqual({ status: 'processing', payment: null });
      }

      const settled = () => world.shopper.checkout.get.query({ sessionId });
      await expect.poll(async () => (await settled()).status, { interval: 50 }).not.toBe('processing');
      const charges = await chargesOf(world, sessionId);
      const session = await settled();
      if (charges.length === 1) {
        expect(session).toMatchObject({ status: 'complete', outcome: { status: 'succeeded' } });
      } else {
        expect(charges).toEqual([]);
        expect(session).toMatchObject({
          status: 'open',
          outcome: { status: 'declined', decline: { code: 'not_charged' } },
        });
        expect(await world.shopper.checkout.pay.mutate(input)).toMatchObject({
          decline: { code: 'not_charged' },
        });
        expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
      }
      expect(await chargesOf(world, sessionId)).toHaveLength(1);
    },
  );
});

test.each(LOSSES)(
  'a confirm whose answer is lost (%s) is never a failure, and ends as one charge',
  async (kind) => {
    await using world = await startWorld({ INFLOW_TIMEOUT_MS: '1000' });
    const sessionId = await newSession(world.shopper);
    await world.sandbox.control.faults.add({
      operation: 'confirm',
      kind,
      count: 1,
      ...(kind === 'work_then_status' ? { status: 502 } : {}),
    });
    const first = await world.shopper.checkout.pay.mutate(press(sessionId));
    expect(['processing', 'succeeded']).toContain(first.status);
    if (first.status === 'processing') {
      expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('ATTEMPT_IN_PROGRESS');
    }
    await outcomeOnce(world, sessionId, 'succeeded');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  },
);

test('when Inflow cannot be reached at all, the attempt ends without a charge and says so', async () => {
  await using world = await startWorld({ INFLOW_CARD_BASE_URL: 'http://127.0.0.1:9' });
  const sessionId = await newSession(world.shopper);
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('PROVIDER_UNAVAILABLE');
  expect((await world.shopper.checkout.get.query({ sessionId })).status).toBe('open');
});

test('reads that fail after the create leave the outcome unknown, and it is settled without help', async () => {
  await using world = await startWorld({ INFLOW_TIMEOUT_MS: '1000' });
  const sessionId = await newSession(world.shopper);
  await world.sandbox.control.faults.add({ operation: 'read', kind: 'status', status: 503, count: 4 });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  await outcomeOnce(world, sessionId, 'succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});
