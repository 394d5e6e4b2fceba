import { expect, test } from 'vitest';
import { createFingerprints } from '../src/fraud/fingerprints.ts';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { query } from './support/query.ts';
import { createClient, press, reasonOf, SERVICE_TOKEN, startWorld, type World } from './support/world.ts';

const order = {
  idempotencyKey: 'order_1',
  products: [{ name: 'Consulting, one hour', price: 12_000, quantity: 2 }],
  currency: 'USD' as const,
  customerEmail: 'ada@example.com',
  metadatas: { orderId: 'order_1', shop: 'north' },
};

const countOf = async (world: World) => (await world.service.sessions.list.query({})).sessions.length;

test('sessions.create: the same key with the same input is the same session, in any order of its fields', async () => {
  await using world = await startWorld();
  const first = await world.service.sessions.create.mutate(order);
  const reordered = Object.fromEntries(Object.entries(order).reverse()) as typeof order;
  const metadatas = { shop: 'north', orderId: 'order_1' };
  expect(await world.service.sessions.create.mutate({ ...reordered, metadatas })).toEqual(first);
  expect(await countOf(world)).toBe(1);
  const { history } = await world.service.sessions.get.query({ sessionId: first.sessionId });
  expect(history.map(({ action }) => action)).toEqual(['session.created']);
});

test('sessions.create: calls with one key at the same time, on two nodes, make one session', async () => {
  await using world = await startWorld();
  await using other = await world.startNode({ PUBLIC_URL: world.api.publicUrl });
  const clients = [world.service, createClient(other.url, SERVICE_TOKEN)];
  const calls = Array.from({ length: 10 }, () =>
    clients.map((client) => client.sessions.create.mutate(order)),
  ).flat();
  const made = await Promise.all(calls);
  expect(new Set(made.map(({ sessionId }) => sessionId)).size).toBe(1);
  expect(new Set(made.map(({ url }) => url)).size).toBe(1);
  expect(await countOf(world)).toBe(1);
});

test('sessions.create: a call that is repeated because its response was lost does not make a second page for one order', async () => {
  await using world = await startWorld();
  let isLost = true;
  await using gateway = await startInflowProxy(world.api.url, (body) => {
    if (!isLost) return body;
    isLost = false;
    return new Response('{}', { status: 502 });
  });
  const service = createClient(gateway.url, SERVICE_TOKEN);
  await expect(service.sessions.create.mutate(order)).rejects.toThrow();
  const { sessionId } = await service.sessions.create.mutate(order);
  expect((await world.service.sessions.list.query({})).sessions).toMatchObject([{ sessionId }]);
});

test('sessions.create: the default pricing mode, said or left out, is the same input, also of an earlier version', async () => {
  await using world = await startWorld();
  const made = await world.service.sessions.create.mutate(order);
  const { idempotencyKey: _key, ...input } = order;
  const earlier = { ...input, allowSavedCard: false, expiresInMinutes: 30 };
  const { text } = createFingerprints(() => [world.apiKey]).session(earlier);
  await query(world, 'update sessions set input_fingerprint = $1', [text]);
  expect(await world.service.sessions.create.mutate(order)).toEqual(made);
  const said = { ...order, pricingMode: 'TAX_EXCLUSIVE' as const };
  expect(await world.service.sessions.create.mutate(said)).toEqual(made);
  const other = { ...order, pricingMode: 'TAX_INCLUSIVE' as const };
  expect(await reasonOf(world.service.sessions.create.mutate(other))).toBe('CONFLICT');
});

test('sessions.create: a key is still its session after that was paid, or has expired', async () => {
  await using world = await startWorld();
  const paid = await world.service.sessions.create.mutate(order);
  await world.shopper.checkout.pay.mutate(press(paid.sessionId));
  expect(await world.service.sessions.create.mutate(order)).toEqual(paid);

  const another = { ...order, idempotencyKey: 'order_2' };
  const expired = await world.service.sessions.create.mutate(another);
  await world.service.sessions.expire.mutate({ sessionId: expired.sessionId });
  expect(await world.service.sessions.create.mutate(another)).toEqual(expired);
  expect(await countOf(world)).toBe(2);
});

test.each([
  ['price', { products: [{ name: 'Consulting, one hour', price: 12_001, quantity: 2 }] }],
  ['currency', { currency: 'EUR' as const }],
  ['customer', { customerEmail: 'other@example.com' }],
  ['metadata', { metadatas: { orderId: 'order_1' } }],
  ['use of a saved card', { allowSavedCard: true }],
  ['address to return to', { successUrl: 'https://shop.example/thanks' }],
  ['time to pay', { expiresInMinutes: 31 }],
])('sessions.create: the same key with another %s is a conflict', async (_name, change) => {
  await using world = await startWorld();
  const { sessionId } = await world.service.sessions.create.mutate(order);
  expect(await reasonOf(world.service.sessions.create.mutate({ ...order, ...change }))).toBe('CONFLICT');
  expect((await world.service.sessions.list.query({})).sessions).toMatchObject([{ sessionId }]);
});

test('sessions.create: a key is its own service’s, and without one each call makes a session', async () => {
  await using world = await startWorld({
    SERVICE_TOKENS: `tests:${SERVICE_TOKEN},other:the-token-of-another`,
  });
  const other = createClient(world.api.url, 'the-token-of-another');
  const { idempotencyKey: _key, ...withoutKey } = order;
  const calls = [
    world.service.sessions.create.mutate(order),
    other.sessions.create.mutate(order),
    world.service.sessions.create.mutate(withoutKey),
    world.service.sessions.create.mutate(withoutKey),
  ];
  const made = await Promise.all(calls);
  expect(new Set(made.map(({ sessionId }) => sessionId)).size).toBe(4);
});

test('sessions.create: the database keeps a keyed hash of the input, and of a call without a key nothing', async () => {
  await using world = await startWorld();
  const { idempotencyKey: _key, ...withoutKey } = order;
  await world.service.sessions.create.mutate(order);
  await world.service.sessions.create.mutate(withoutKey);
  const rows = await query(
    world,
    'select idempotency_key, input_fingerprint from sessions order by idempotency_key',
  );
  expect(rows).toEqual([
    { idempotency_key: 'order_1', input_fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
    { idempotency_key: null, input_fingerprint: null },
  ]);
});

test.each(['', 'x'.repeat(256), '4242 4242 4242 4242'])(
  'sessions.create: refuses the key "%s"',
  async (idempotencyKey) => {
    await using world = await startWorld();
    expect(await reasonOf(world.service.sessions.create.mutate({ ...order, idempotencyKey }))).toBe(
      'INVALID_INPUT',
    );
  },
);
