import { expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { query } from './support/query.ts';
import { chargesOf, createClient, newSession, press, startWorld } from './support/world.ts';

const another = [
  ['currency', { currency: 'USD' }],
  ['amount', { amountInCents: 5000 }],
] as const;

test.each(another)(
  'a payment that has another %s is given up and never confirmed',
  async (_name, changed) => {
    await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
    const change = (payment: unknown) => Object.assign({}, payment, changed);
    await using cards = await startInflowProxy(world.sandbox.cardUrl, change);
    await using standard = await startInflowProxy(world.sandbox.apiUrl, change);
    await using node = await world.startNode({
      INFLOW_CARD_BASE_URL: cards.url,
      INFLOW_API_BASE_URL: standard.url,
    });
    const sessionId = await newSession(world.shopper);
    const outcome = await createClient(node.url).checkout.pay.mutate(press(sessionId));
    expect(outcome).toMatchObject({ status: 'declined', decline: { code: 'not_charged' } });
    expect(await chargesOf(world, sessionId)).toEqual([]);
    expect(
      await query(world, 'select to_state from audit where action = $1', ['payment.mismatched']),
    ).toEqual([{ to_state: 'abandoned' }]);
    // The shopper can pay another way.
    expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  },
);

test.each(another)(
  'a create that is answered with another %s: the payment itself decides',
  async (_name, changed) => {
    await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
    await using cards = await startInflowProxy(world.sandbox.cardUrl, (created) =>
      Object.assign({}, created, changed),
    );
    await using node = await world.startNode({ INFLOW_CARD_BASE_URL: cards.url });
    const sessionId = await newSession(world.shopper);
    const outcome = await createClient(node.url).checkout.pay.mutate(press(sessionId));
    expect(outcome).toMatchObject({ status: 'succeeded', payment: { amountInCents: 4999, currency: 'EUR' } });
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  },
);

test.each(another)(
  'a challenge of a payment that is created with another %s is not shown to the shopper',
  async (_name, changed) => {
    await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
    await using cards = await startInflowProxy(world.sandbox.cardUrl, (created) =>
      Object.assign({}, created, changed),
    );
    await using node = await world.startNode({ INFLOW_CARD_BASE_URL: cards.url });
    const sessionId = await newSession(world.shopper);
    const input = press(sessionId, { number: '4000020000000000' });
    expect((await createClient(node.url).checkout.pay.mutate(input)).status).toBe('processing');
  },
);

test('with automatic confirmation, a create that is answered with another amount but has charged what was agreed is paid', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000', INFLOW_CONFIRMATION: 'automatic' });
  await using cards = await startInflowProxy(world.sandbox.cardUrl, (created) =>
    Object.assign({}, created, { amountInCents: 5000 }),
  );
  await using node = await world.startNode({ INFLOW_CARD_BASE_URL: cards.url });
  const sessionId = await newSession(world.shopper);
  const outcome = await createClient(node.url).checkout.pay.mutate(press(sessionId));
  expect(outcome.status).toBe('succeeded');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});
