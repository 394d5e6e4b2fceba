import { randomUUID } from 'node:crypto';
import { createTRPCClient, httpBatchLink, httpLink } from '@trpc/client';
import { expect, test } from 'vitest';
import { cardProcedures } from '../src/trpc/procedures.ts';
import { type AppRouter, appRouter } from '../src/trpc/router.ts';
import {
  GOOD_CARD,
  newSession,
  press,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  type World,
} from './support/world.ts';

const headers = { 'content-type': 'application/json', authorization: `Bearer ${SERVICE_TOKEN}` };

const creates = async (world: World) =>
  (await world.sandbox.control.requests()).filter((request) => request.operation === 'create');

test('the procedures that take a card are known, and no others', () => {
  expect([...cardProcedures(appRouter)].sort()).toEqual(['checkout.pay', 'payments.create']);
});

test('a batch with a card in it is refused as a whole, and nothing of it is done', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const body = { 0: { items: [{ sku: 'pro', quantity: 1 }] }, 1: press(sessionId) };
  for (const path of [
    'checkout.create,checkout.pay',
    'checkout.create%2Ccheckout%2Epay',
    'checkout.create,payments.create',
  ]) {
    const answer = await fetch(`${world.api.url}/trpc/${path}?batch=1`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { code: -32_600, data: { reason: 'CARD_IN_BATCH', httpStatus: 400, outcomeKnown: true } },
    });
  }
  expect((await world.service.sessions.list.query({})).sessions).toHaveLength(1);
  expect(await creates(world)).toEqual([]);
});

test('a batch of one is a batch', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  for (const query of ['batch=1', 'batch=2', 'batch', 'x=1&batch=1']) {
    const answer = await fetch(`${world.api.url}/trpc/checkout.pay?${query}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ 0: press(sessionId) }),
    });
    expect(await answer.json()).toMatchObject({ error: { data: { reason: 'CARD_IN_BATCH' } } });
  }
  expect(await creates(world)).toEqual([]);
});

test('a tRPC client that batches is told so in its own terms, and one that does not is served', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const url = `${world.api.url}/trpc`;
  const batching = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url, headers })] });
  const [read, paid] = await Promise.all([
    reasonOf(batching.checkout.get.query({ sessionId })),
    reasonOf(batching.checkout.pay.mutate(press(sessionId))),
  ]);
  expect([read, paid]).toEqual([null, 'CARD_IN_BATCH']);
  const alone = createTRPCClient<AppRouter>({ links: [httpLink({ url, headers })] });
  expect(await alone.checkout.pay.mutate(press(sessionId))).toMatchObject({ status: 'succeeded' });
});

test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'])(
  '%s does not pay, with the card in the body or without',
  async (method) => {
    await using world = await startWorld();
    const sessionId = await newSession(world.shopper);
    const hasBody = method !== 'GET' && method !== 'HEAD';
    for (const path of ['checkout.pay', 'payments.create']) {
      const answer = await fetch(`${world.api.url}/trpc/${path}`, {
        method,
        headers,
        ...(hasBody ? { body: JSON.stringify(press(sessionId)) } : {}),
      });
      expect(answer.status).toBe(405);
    }
    expect(await creates(world)).toEqual([]);
  },
);

test('a card in an address is refused on every path and not repeated', async () => {
  await using world = await startWorld();
  const { number } = GOOD_CARD;
  const input = encodeURIComponent(JSON.stringify(press(await newSession(world.shopper))));
  for (const path of [
    `/trpc/checkout.pay?input=${input}`,
    `/trpc/checkout.get?input=${input}`,
    `/checkout/x?cardNumber=${number}&cvc=${GOOD_CARD.cvc}`,
    `/${number}`,
    `/webhooks/inflow?card=${number}`,
    '/?cardNumber=4242+4242+4242+4242',
  ]) {
    const answer = await fetch(`${world.api.url}${path}`);
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(JSON.parse(text).error.data.reason).toBe('CARD_IN_ADDRESS');
    expect(text + JSON.stringify([...answer.headers])).not.toContain('4242');
  }
});

test('payments.create in a body alone is served', async () => {
  await using world = await startWorld();
  const payment = await world.service.payments.create.mutate({
    idempotencyKey: randomUUID(),
    products: [{ name: 'A', price: 1000, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    card: GOOD_CARD,
  });
  expect(payment.customerEmail).toBe('ada@example.com');
});
