import { expect, test } from 'vitest';
import {
  chargesOf,
  countRequests,
  newSession,
  outcomeOnce,
  press,
  startWorld,
  type World,
} from './support/world.ts';

const CHALLENGED = '4000020000000000';
const REFUSED = { status: 'declined', decline: { code: 'authentication_required' } };

const pay = async (world: World, changes: Parameters<typeof press>[1] = {}) => {
  const sessionId = await newSession(world.shopper);
  return { sessionId, outcome: await world.shopper.checkout.pay.mutate(press(sessionId, changes)) };
};

test.each(['explicit', 'automatic'])(
  'REQUIRE_3DS: what came without a challenge is never confirmed, what passed one is (%s)',
  async (confirmation) => {
    await using world = await startWorld({ REQUIRE_3DS: 'amount:4999', INFLOW_CONFIRMATION: confirmation });
    const { sessionId, outcome } = await pay(world);
    expect(outcome).toMatchObject(REFUSED);
    expect(await countRequests(world, 'confirm')).toBe(0);
    expect(await chargesOf(world, sessionId)).toEqual([]);

    // The session is open: another card pays it.
    const second = await world.shopper.checkout.pay.mutate(press(sessionId, { number: CHALLENGED }));
    expect(second.status).toBe('requires_action');
    await world.sandbox.control.threeDs.approve(second.payment?.id ?? '');
    expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('succeeded');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  },
);

test('REQUIRE_3DS: below the amount, and in other countries, nothing changes', async () => {
  await using world = await startWorld({ REQUIRE_3DS: 'amount:5000,country:BR' });
  expect((await pay(world)).outcome.status).toBe('succeeded');
});

test('REQUIRE_3DS: a total that the shopper agrees to later does not go round it', async () => {
  await using world = await startWorld({ REQUIRE_3DS: 'all' });
  const sessionId = await newSession(world.shopper);
  const asking = { ...press(sessionId), onOtherTotal: 'ask' as const };
  expect(await world.shopper.checkout.pay.mutate(asking)).toMatchObject(REFUSED);
  expect(await countRequests(world, 'confirm')).toBe(0);
});

test('REQUIRE_3DS: a payment whose response was lost is not confirmed by a job either', async () => {
  await using world = await startWorld({ REQUIRE_3DS: 'country:FR' });
  await world.sandbox.control.faults.add({ operation: 'read', kind: 'status', status: 503, count: 6 });
  const { sessionId } = await pay(world);
  expect(await outcomeOnce(world, sessionId, 'declined')).toMatchObject(REFUSED);
  expect(await countRequests(world, 'confirm')).toBe(0);
});

test('REQUIRE_3DS: for saved cards', async () => {
  await using world = await startWorld({ REQUIRE_3DS: 'saved-card' });
  const vouched = async () =>
    (
      await world.service.sessions.create.mutate({
        products: [{ name: 'Seat', price: 2500, quantity: 1 }],
        currency: 'EUR',
        customerEmail: 'ada@example.com',
        allowSavedCard: true,
      })
    ).sessionId;
  const first = press(await vouched(), { save: true });
  expect((await world.shopper.checkout.pay.mutate(first)).status).toBe('succeeded');
  const saved = { ...press(await vouched()), paymentMethod: { type: 'saved' as const } };
  expect(await world.shopper.checkout.pay.mutate(saved)).toMatchObject(REFUSED);
});
