import { expect, test } from 'vitest';
import { newSession, press, startWorld, type World } from './support/world.ts';

const OWNER = 'owner@example.com';

/** What the page of a session that a service vouched for says of the saved card. */
async function hintOf(world: World): Promise<unknown> {
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'Seat', price: 2500, quantity: 1 }],
    currency: 'EUR',
    customerEmail: OWNER,
    allowSavedCard: true,
  });
  return (await world.shopper.checkout.get.query({ sessionId })).savedCard;
}

test('a saved card: the page names the one that was saved, not one that was only used, declined or another customer’s', async () => {
  await using world = await startWorld();
  const pay = async (changes: Parameters<typeof press>[1]) =>
    world.shopper.checkout.pay.mutate(press(await newSession(world.shopper), { email: OWNER, ...changes }));
  expect(await hintOf(world)).toEqual({ hint: null });
  await pay({ save: true });
  await pay({ number: '5555555555554444' });
  await pay({ number: '4000000000000002', save: true });
  await pay({ number: '5204247750001471', save: true, email: 'other@example.com' });
  expect(await hintOf(world)).toEqual({ hint: { brand: 'visa', last4: '4242' } });
});

test('a saved card can be used by its owner however the e-mail address is written', async () => {
  await using world = await startWorld();
  const first = press(await newSession(world.shopper), { email: OWNER, save: true });
  await world.shopper.checkout.pay.mutate(first);
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'Seat', price: 2500, quantity: 1 }],
    currency: 'EUR',
    customerEmail: OWNER,
    allowSavedCard: true,
  });
  const outcome = await world.shopper.checkout.pay.mutate({
    ...press(sessionId, { email: 'Owner@Example.com' }),
    paymentMethod: { type: 'saved' },
  });
  expect(outcome.status).toBe('succeeded');
});
