import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, inject, test } from 'vitest';
import { CheckoutError, createCheckoutClient, watchEvents } from '../src/index.ts';
import { startProxy } from './cut-proxy.ts';
import { TOKENS } from './setup.ts';
import { ORDER, paymentOf } from './shopper.ts';

const url = `${inject('checkoutUrl')}/trpc`;
const shop = createCheckoutClient({ url, token: TOKENS.shop });
const newSession = () => shop.sessions.create.mutate({ ...ORDER, products: [...ORDER.products] });

async function errorOf(call: Promise<unknown>): Promise<CheckoutError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CheckoutError);
  return error as CheckoutError;
}

async function startServer(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/trpc`,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

test('client: creates, reads and lists a session', async () => {
  const { sessionId } = await newSession();
  expect(await shop.sessions.get.query({ sessionId })).toMatchObject({ status: 'open', paymentId: null });
  expect((await shop.sessions.list.query({ limit: 1 })).sessions).toHaveLength(1);
  expect(await shop.tax.rate.query({ country: 'FR' })).toMatchObject({ taxRateInPercentage: 20 });
});

test('client: an error has the reason, the fields and whether the outcome is known', async () => {
  const invalid = await errorOf(
    shop.sessions.create.mutate({ ...ORDER, products: [{ name: 'Handbook', price: -1, quantity: 1 }] }),
  );
  expect(invalid).toMatchObject({
    name: 'CheckoutError',
    reason: 'INVALID_INPUT',
    outcomeKnown: true,
    httpStatus: 400,
    fieldErrors: { 'products.0.price': ['below_minimum'] },
  });
  expect(invalid.message).toBe('sessions.create: Correct the fields named in fieldErrors.');
  const unknown = await errorOf(shop.payments.get.query({ paymentId: 'pay_unknown' }));
  expect(unknown).toMatchObject({
    reason: 'NOT_FOUND',
    outcomeKnown: true,
    fieldErrors: {},
    retryAfter: null,
    reference: expect.stringMatching(/^req_/),
  });
  const reader = createCheckoutClient({ url, token: TOKENS.reader });
  const { sessionId } = await newSession();
  expect(await errorOf(reader.sessions.expire.mutate({ sessionId }))).toMatchObject({
    reason: 'MISSING_SCOPE',
  });
});

test('client: the token can be a function, and is in no error', async () => {
  const tokens = ['a-wrong-token', TOKENS.shop];
  const client = createCheckoutClient({ url: `${url}/`, token: async () => tokens.shift() ?? '' });
  const refused = await errorOf(client.sessions.list.query({}));
  expect(refused.reason).toBe('UNAUTHORIZED');
  expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain('a-wrong-token');
  expect((await client.sessions.list.query({ limit: 1 })).sessions).toHaveLength(1);
});

test('client: refuses a URL and a token that cannot be one', async () => {
  for (const wrong of ['', 'localhost:3000/trpc', 'ftp://shop.example/trpc'])
    expect(() => createCheckoutClient({ url: wrong, token: 'x' })).toThrow(/url/);
  for (const token of ['', 'two words', 'line\nbreak'])
    expect(() => createCheckoutClient({ url, token }), token).toThrow(/token/);
});

test('client: without a response the outcome of a mutation is unknown, and that of a query is not', async () => {
  await using server = await startServer((_, response) => {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
  });
  const behind = createCheckoutClient({ url: server.url, token: TOKENS.shop });
  const facts = { reason: 'NO_RESPONSE', httpStatus: 502 };
  expect(await errorOf(behind.payments.confirm.mutate({ paymentId: 'pay_1' }))).toMatchObject({
    ...facts,
    outcomeKnown: false,
  });
  expect(await errorOf(behind.sessions.list.query({}))).toMatchObject({ ...facts, outcomeKnown: true });

  await using proxy = await startProxy('http://127.0.0.1:9');
  const cut = createCheckoutClient({ url: `${proxy.url}/trpc`, token: TOKENS.shop });
  expect(await errorOf(cut.payments.confirm.mutate({ paymentId: 'pay_1' }))).toMatchObject({
    reason: 'NO_RESPONSE',
    httpStatus: null,
    outcomeKnown: false,
  });
});

test('client: a call ends after its time, or when the caller aborts it', async () => {
  await using server = await startServer(() => undefined);
  const slow = createCheckoutClient({ url: server.url, token: TOKENS.shop, timeoutMs: 50 });
  const call = { paymentId: 'pay_1' };
  expect(await errorOf(slow.payments.confirm.mutate(call))).toMatchObject({
    reason: 'NO_RESPONSE',
    outcomeKnown: false,
  });
  const signal = AbortSignal.abort();
  const patient = createCheckoutClient({ url: server.url, token: TOKENS.shop });
  expect(await errorOf(patient.payments.confirm.mutate(call, { signal }))).toMatchObject({
    reason: 'ABORTED',
    outcomeKnown: false,
  });
});

test('client: sends no input in a URL', async () => {
  const requested: string[] = [];
  await using server = await startServer(({ method, url: path }, response) => {
    requested.push(`${method} ${path}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"result":{"data":{}}}');
  });
  const client = createCheckoutClient({ url: server.url, token: TOKENS.shop });
  await client.checkout.quote.query({
    sessionId: 'cs_1',
    billingCountry: 'FR',
    purchasingAsBusiness: true,
    taxId: 'FR0',
  });
  expect(requested).toEqual(['POST /trpc/checkout.quote']);
});

test('watchEvents: yields each event once and in order, over a connection that is cut', async () => {
  await using proxy = await startProxy(inject('checkoutUrl'));
  const client = createCheckoutClient({ url: `${proxy.url}/trpc`, token: TOKENS.shop });
  const { sessionId } = await newSession();
  await shop.checkout.pay.mutate(paymentOf(sessionId));
  const stop = new AbortController();
  const seen: (number | null)[] = [];
  const cursors: string[] = [];
  let refunded = false;
  for await (const { event, cursor } of watchEvents(client, { sessionId, signal: stop.signal })) {
    seen.push(event.sequence);
    cursors.push(cursor);
    if (!refunded) {
      refunded = true;
      proxy.cut();
      const { paymentId } = await shop.sessions.get.query({ sessionId });
      await shop.payments.refund.mutate({ paymentId: paymentId ?? '', reason: 'returned' });
    }
    if (event.type === 'refund.requested') stop.abort();
  }
  expect(seen).toEqual(seen.map((_, index) => index + 1));

  // Another watch goes on behind a cursor.
  const [first, ...rest] = cursors;
  const again: string[] = [];
  for await (const { cursor } of watchEvents(client, { sessionId, after: first })) {
    again.push(cursor);
    if (again.length === rest.length) break;
  }
  expect(again).toEqual(rest);
});

test('watchEvents: waits while the checkout is away', async () => {
  const { sessionId } = await newSession();
  await shop.sessions.expire.mutate({ sessionId });
  let asked = 0;
  await using server = await startServer((request, response) => {
    asked += 1;
    if (asked <= 2) {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('starting');
      return;
    }
    fetch(`${inject('checkoutUrl')}${request.url}`, { headers: { authorization: `Bearer ${TOKENS.shop}` } })
      .then(async ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'text/event-stream' });
        for await (const chunk of body ?? []) response.write(chunk);
      })
      .catch(() => response.destroy());
  });
  const client = createCheckoutClient({ url: server.url, token: TOKENS.shop });
  for await (const { event } of watchEvents(client, { sessionId })) {
    expect(event.type).toBe('session.expired');
    break;
  }
  expect(asked).toBe(3);
});

test('watchEvents: ends with the reason where waiting does not help', async () => {
  const client = createCheckoutClient({ url, token: 'a-wrong-token' });
  expect(await errorOf(watchEvents(client).next())).toMatchObject({
    reason: 'UNAUTHORIZED',
    httpStatus: 401,
  });
  const wrong = { types: ['session.misspelt' as 'session.expired'] };
  expect(await errorOf(watchEvents(shop, wrong).next())).toMatchObject({
    reason: 'INVALID_INPUT',
    fieldErrors: { 'types.0': ['invalid'] },
  });
});

test.each([
  [
    'NOT_FOUND',
    'application/json',
    '{"error":{"code":-32004,"message":"","data":{"reason":"NOT_FOUND","httpStatus":404}}}',
  ],
  ['NO_RESPONSE', 'text/html', '<h1>Not Found</h1>'],
])('watchEvents: ends with %s where there are no such events', async (reason, type, body) => {
  await using server = await startServer((_, response) => {
    response.writeHead(404, { 'content-type': type }).end(body);
  });
  const client = createCheckoutClient({ url: server.url, token: TOKENS.shop });
  expect(await errorOf(watchEvents(client).next())).toMatchObject({ reason, httpStatus: 404 });
});

test('watchEvents: a slow reader is read ahead of by 500 events, and misses none', async () => {
  const count = 1200;
  const connections: number[] = [];
  const given = Promise.withResolvers<void>();
  await using server = await startServer((request, response) => {
    const input = JSON.parse(new URL(request.url ?? '', 'http://x').searchParams.get('input') ?? '{}');
    const from = Number(input.lastEventId ?? input.after ?? 0);
    connections.push(from);
    response.once('close', given.resolve);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: connected\ndata: {}\n\n');
    for (let id = from + 1; id <= count; id += 1) response.write(`id: ${id}\ndata: {"id":"evt_${id}"}\n\n`);
  });
  const client = createCheckoutClient({ url: server.url, token: TOKENS.shop });
  let expected = 0;
  for await (const { cursor } of watchEvents(client)) {
    expected += 1;
    expect(cursor).toBe(String(expected));
    // Works on the first one until the connection is given up.
    await given.promise;
    if (expected === count) break;
  }
  expect(connections.slice(0, 2)).toEqual([0, 501]);
});
