import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  GOOD_CARD,
  newSession,
  press,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  type World,
} from './support/world.ts';

const post = (world: World, path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${world.api.url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** What the api sent but for the reconciler's own looking. */
const sentToInflow = async (world: World) =>
  (await world.sandbox.control.requests()).filter((request) => request.operation !== 'list');

const createdSession = z.object({
  result: z.object({ data: z.object({ sessionId: z.string(), url: z.string() }) }),
});

test('service procedures want a token, and an unknown one is no better than none', async () => {
  await using world = await startWorld();
  expect(await reasonOf(world.shopper.sessions.list.query({}))).toBe('UNAUTHORIZED');
  expect(await reasonOf(world.shopper.payments.list.query({}))).toBe('UNAUTHORIZED');
  expect(await reasonOf(world.shopper.tax.rate.query({ country: 'FR' }))).toBe('UNAUTHORIZED');
  const answer = await fetch(`${world.api.url}/trpc/payments.list?input=%7B%7D`, {
    headers: { authorization: `Bearer ${SERVICE_TOKEN}x` },
  });
  expect(answer.status).toBe(401);
});

test('bad input is a 400 that names the fields and repeats nothing of it', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const input = press(sessionId);
  const wrong = {
    ...input,
    paymentMethod: {
      ...input.paymentMethod,
      card: { ...GOOD_CARD, number: '4242424242424241', cvc: '98765' },
    },
  };
  const answer = await post(world, '/trpc/checkout.pay', JSON.stringify(wrong));
  expect(answer.status).toBe(400);
  const text = await answer.text();
  expect(JSON.parse(text).error.data).toEqual({
    code: 'BAD_REQUEST',
    httpStatus: 400,
    outcomeKnown: true,
    reason: 'INVALID_INPUT',
    reference: expect.stringMatching(/^req_[a-z]{14}$/),
    fieldErrors: { 'paymentMethod.card.number': ['invalid'], 'paymentMethod.card.cvc': ['invalid'] },
  });
  expect(text).not.toMatch(/4242|98765/);
  expect(await sentToInflow(world)).toEqual([]);
});

test.each([
  ['not JSON', '{"card": 4242424242424242', 400],
  ['nothing', '', 400],
  ['an array', '[]', 400],
  ['too much', JSON.stringify({ filler: 'x'.repeat(70_000) }), 413],
])('a body that is %s gets a clear answer without an echo', async (_name, body, status) => {
  await using world = await startWorld();
  const answer = await post(world, '/trpc/checkout.pay', body);
  expect(answer.status).toBe(status);
  const text = await answer.text();
  expect(JSON.parse(text).error.data.reason).toBe(status === 413 ? 'TOO_LARGE' : 'INVALID_INPUT');
  expect(text).not.toContain('4242');
  expect(text).not.toMatch(/at .*\.(ts|js):/);
});

test('a mutation cannot be sent as GET', async () => {
  await using world = await startWorld();
  const input = encodeURIComponent(JSON.stringify({ items: [{ sku: 'pro', quantity: 1 }] }));
  const answer = await fetch(`${world.api.url}/trpc/checkout.create?input=${input}`);
  expect(answer.status).toBe(405);
});

test('unknown procedures, sessions and pages are not found', async () => {
  await using world = await startWorld();
  expect((await post(world, '/trpc/checkout.steal', '{}')).status).toBe(404);
  expect(await reasonOf(world.shopper.checkout.get.query({ sessionId: `cs_${'a'.repeat(32)}` }))).toBe(
    'NOT_FOUND',
  );
  expect(await reasonOf(world.shopper.checkout.get.query({ sessionId: 'cs_short' }))).toBe('INVALID_INPUT');
  expect((await fetch(`${world.api.url}/nowhere`)).status).toBe(404);
});

test('products, prices and currencies of the browser are not taken', async () => {
  await using world = await startWorld();
  const tampered = { items: [{ sku: 'pro', quantity: 1, price: 1 }], currency: 'USD', amount: 1 };
  const answer = await post(world, '/trpc/checkout.create', JSON.stringify(tampered));
  const { sessionId } = createdSession.parse(await answer.json()).result.data;
  expect(await world.shopper.checkout.get.query({ sessionId })).toMatchObject({
    subtotal: 4999,
    currency: 'EUR',
  });
  await expect(
    world.shopper.checkout.create.mutate({ items: [{ sku: 'gold', quantity: 1 }] }),
  ).rejects.toMatchObject({
    data: { reason: 'INVALID_INPUT', fieldErrors: { 'items.0.sku': ['unknown'] } },
  });
  await expect(
    world.shopper.checkout.create.mutate({ items: [{ sku: 'sticker', quantity: 1 }] }),
  ).rejects.toMatchObject({
    data: { fieldErrors: { items: ['below_minimum'] } },
  });
});

test('the return address comes from PUBLIC_URL and never from a header', async () => {
  await using world = await startWorld({ PUBLIC_URL: 'https://pay.shop.example', SANDBOX: 'on' });
  const answer = await post(
    world,
    '/trpc/checkout.create',
    JSON.stringify({ items: [{ sku: 'pro', quantity: 1 }] }),
    {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    },
  );
  const { sessionId, url } = createdSession.parse(await answer.json()).result.data;
  expect(url).toBe(`https://pay.shop.example/checkout/${sessionId}`);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  const [create] = (await world.sandbox.control.requests()).filter(
    (request) => request.operation === 'create',
  );
  expect(create?.body).toMatchObject({
    threeDsSuccessUrl: `https://pay.shop.example/checkout/${sessionId}/return`,
    threeDsFailureUrl: `https://pay.shop.example/checkout/${sessionId}/return`,
  });
});

test('alive, ready, and with the page shut to strangers', async () => {
  await using world = await startWorld();
  expect((await fetch(`${world.api.url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${world.api.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(ready.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(ready.headers.get('access-control-allow-origin')).toBeNull();
});
