import { expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { query } from './support/query.ts';
import { chargesOf, createClient, newSession, press, startWorld } from './support/world.ts';

test.each([
  ['currency', { currency: 'USD' }],
  ['amount', { amountInCents: 5000 }],
])('a create that is answered with another %s is given up and never confirmed', async (_name, changed) => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  await using proxy = await startInflowProxy(world.sandbox.cardUrl, (created) =>
    Object.assign({}, created, changed),
  );
  await using node = await world.startNode({ INFLOW_CARD_BASE_URL: proxy.url });
  const sessionId = await newSession(world.shopper);
  const outcome = await createClient(node.url).checkout.pay.mutate(press(sessionId));
  expect(outcome).toMatchObject({ status: 'declined', decline: { code: 'not_charged' } });
  expect(await chargesOf(world, sessionId)).toEqual([]);
  expect(await query(world, 'select to_state from audit where action = $1', ['payment.mismatched'])).toEqual([
    { to_state: 'abandoned' },
  ]);
  // The shopper can pay another way.
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
});
