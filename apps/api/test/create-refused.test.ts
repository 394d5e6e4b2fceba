import { expect, test } from 'vitest';
import { newSession, press, reasonOf, startWorld } from './support/world.ts';

test.each([
  [400, 'REJECTED_BY_PROVIDER'],
  [401, 'PROVIDER_ACCESS'],
])(
  'a create that Inflow refuses with %i leaves the session open and says why: %s',
  async (status, reason) => {
    await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
    const sessionId = await newSession(world.shopper);
    await world.sandbox.control.faults.add({ operation: 'create', kind: 'status', status, count: 1 });
    const input = press(sessionId);
    expect(await reasonOf(world.shopper.checkout.pay.mutate(input))).toBe(reason);
    expect(await reasonOf(world.shopper.checkout.pay.mutate(input))).toBe(reason);
    expect(await world.shopper.checkout.get.query({ sessionId })).toMatchObject({
      status: 'open',
      outcome: null,
    });
    expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  },
);
