import { expect, test } from 'vitest';
import { reasonOf, startWorld } from './support/world.ts';

test('without a store nothing is offered, and no stranger can make a session', async () => {
  await using world = await startWorld({ STORE: '', CATALOG_FILE: '/nowhere' });
  const items = [{ sku: 'pro', quantity: 1 }];
  expect(await reasonOf(world.shopper.catalog.list.query())).toBe('NOT_FOUND');
  expect(await reasonOf(world.shopper.checkout.create.mutate({ items }))).toBe('NOT_FOUND');
  // In another form of call, and with an input that is wrong as well.
  const calls = ['checkout.create?batch=1', 'checkout.create'];
  for (const call of calls) {
    const { status } = await fetch(`${world.api.url}/trpc/${call}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"0":{"items":[]},"1":{}}',
    });
    expect(status).toBe(404);
  }
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'Pro plan', price: 4999, quantity: 1 }],
    currency: 'EUR',
  });
  expect(await world.shopper.checkout.get.query({ sessionId })).toMatchObject({ status: 'open' });
});
