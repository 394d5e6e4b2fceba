import { expect, test } from 'vitest';
import { newSession, press, reasonOf, startWorld, type World } from './support/world.ts';

const OWNER = 'owner@example.com';

/** A session in which a service vouches for the customer. */
async function vouchedFor(world: World, customerEmail = OWNER): Promise<string> {
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'Seat', price: 2500, quantity: 1 }],
    currency: 'EUR',
    customerEmail,
    allowSavedCard: true,
  });
  return sessionId;
}

/** What the page of such a session says of the saved card. */
async function hintOf(world: World): Promise<unknown> {
  const sessionId = await vouchedFor(world);
  return (await world.shopper.checkout.get.query({ sessionId })).savedCard;
}

test('a saved card: the page names the one that was saved, not one that was only used, declined or another customer’s', async () => {
  await using world = await startWorld();
  const pay = async (changes: Parameters<typeof press>[1]) => {
    const email = changes?.email ?? OWNER;
    return world.shopper.checkout.pay.mutate(press(await vouchedFor(world, email), { email, ...changes }));
  };
  expect(await hintOf(world)).toEqual({ hint: null });
  await pay({ save: true });
  await pay({ number: '5555555555554444' });
  await pay({ number: '4000000000000002', save: true });
  await pay({ number: '5204247750001471', save: true, email: 'other@example.com' });
  expect(await hintOf(world)).toEqual({ hint: { brand: 'visa', last4: '4242' } });
});

test('a saved card can be used by its owner however the e-mail address is written', async () => {
  await using world = await startWorld();
  const first = press(await vouchedFor(world), { email: OWNER.toUpperCase(), save: true });
  await world.shopper.checkout.pay.mutate(first);
  const outcome = await world.shopper.checkout.pay.mutate({
    ...press(await vouchedFor(world), { email: 'Owner@Example.com' }),
    paymentMethod: { type: 'saved' },
  });
  expect(outcome.status).toBe('succeeded');
});

test("a stranger who types the owner's e-mail address cannot replace the saved card", async () => {
  await using world = await startWorld();
  const save = async (sessionId: string, number?: string) =>
    world.shopper.checkout.pay.mutate(
      press(sessionId, { email: OWNER, save: true, ...(number === undefined ? {} : { number }) }),
    );
  await save(await vouchedFor(world));

  const plain = { products: [{ name: 'Seat', price: 2500, quantity: 1 }], currency: 'EUR' as const };
  const sessions = {
    'of the store': await newSession(world.shopper),
    'of a service': (await world.service.sessions.create.mutate(plain)).sessionId,
    'of a service, for this customer': (
      await world.service.sessions.create.mutate({ ...plain, customerEmail: OWNER })
    ).sessionId,
    'vouched for another customer': await vouchedFor(world, 'mallory@example.com'),
  };
  for (const [which, sessionId] of Object.entries(sessions)) {
    expect(await reasonOf(save(sessionId, '5555555555554444')), which).toBe('SAVED_CARD_NOT_ALLOWED');
    // The same card pays there as long as it is not to be saved.
    const once = press(sessionId, { email: OWNER, number: '5555555555554444' });
    expect((await world.shopper.checkout.pay.mutate(once)).status, which).toBe('succeeded');
  }

  // What the merchant charges next is still the owner's.
  const saved = {
    ...press(await vouchedFor(world), { email: OWNER }),
    paymentMethod: { type: 'saved' as const },
  };
  await world.shopper.checkout.pay.mutate(saved);
  const sent = (await world.sandbox.control.requests()).filter(({ operation }) => operation === 'create');
  expect(JSON.stringify(sent).match(/"savePaymentMethod":true/g)).toHaveLength(1);
  expect(await hintOf(world)).toEqual({ hint: { brand: 'visa', last4: '4242' } });
});
