import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { GOOD_CARD, newSession, press, reasonOf, startWorld, type World } from './support/world.ts';

/** What comes back on a raw connection until the other side ends it, and how long that took in milliseconds. */
function converse(world: World, speak: (write: (text: string) => void) => void) {
  const { port } = new URL(world.api.url);
  const begun = performance.now();
  return new Promise<{ said: string; ms: number }>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ said, ms: performance.now() - begun }));
    socket.on('connect', () => speak((text) => void socket.write(text)));
  });
}

test('a request whose headers never end is ended, and others are served meanwhile', async () => {
  await using world = await startWorld();
  const dripping: NodeJS.Timeout[] = [];
  const slow = Array.from({ length: 50 }, () =>
    converse(world, (write) => {
      write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n');
      dripping.push(setInterval(() => write('x-more: 1\r\n'), 500));
    }),
  );
  expect((await fetch(`${world.api.url}/healthz`)).status).toBe(200);
  for (const { said } of await Promise.all(slow)) expect(said).toMatch(/^HTTP\/1\.1 408 /);
  for (const each of dripping) clearInterval(each);
});

const HEADERS_OF_ALL = [
  "content-security-policy: default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options: nosniff',
  'referrer-policy: no-referrer',
  'cross-origin-resource-policy: same-origin',
  'cache-control: no-store',
];

test('a request that cannot be read is answered like all others, and nothing of it is repeated', async () => {
  await using world = await startWorld();
  const pan = '4242424242424242';
  const end = 'Host: localhost\r\nConnection: close\r\n\r\n';
  const requests: readonly (readonly [number, string])[] = [
    [400, `GET /%zz?pan=${pan} HTTP/1.1\r\n${end}`],
    [400, `GET /trpc/%zz?pan=${pan} HTTP/1.1\r\n${end}`],
    // By POST, because every other path is a page's for GET.
    [404, `POST /trpc/${'x'.repeat(2_100)}?a=1 HTTP/1.1\r\n${end}`],
    [400, `NOTHING ${pan}\r\n\r\n`],
    [400, `GET /healthz HTTP/1.1\r\nno header ${pan}\r\n${end}`],
    [400, `GET /healthz?x=${pan.slice(0, 8)} HTTP/1.1\r\nConnection: close\r\n\r\n`],
    [417, `GET /healthz HTTP/1.1\r\nExpect: ${pan}\r\n${end}`],
    [431, `GET /healthz HTTP/1.1\r\nx-large: ${pan.repeat(1_100)}\r\n${end}`],
    [405, `TRACE /healthz HTTP/1.1\r\n${end}`],
    [404, `POST /trpc HTTP/1.1\r\n${end}`],
    [401, `GET /metrics HTTP/1.1\r\n${end}`],
    [401, `POST /webhooks/inflow HTTP/1.1\r\nContent-Length: 0\r\n${end}`],
  ];
  for (const [status, request] of requests) {
    const { said } = await converse(world, (write) => write(request));
    const about = request.slice(0, 60);
    expect(said, about).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const [head = '', body = ''] = said.split('\r\n\r\n');
    for (const header of HEADERS_OF_ALL) expect(head.toLowerCase(), about).toContain(header);
    expect(said, about).not.toContain('4242');
    expect(said, about).not.toContain('zz');
    expect(body, about).toContain('"reason":');
  }
});

test('no answer of a procedure is kept by a cache, by any way in', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const watch = `/trpc/checkout.watch?input=${encodeURIComponent(JSON.stringify({ sessionId }))}`;
  for (const [path, accept] of [
    ['/trpc/catalog.list', '*/*'],
    ['/trpc/catalog.list?for=adapter', '*/*'],
    ['/trpc/catalog.list,catalog.list?batch=1', '*/*'],
    ['/trpc/checkout.get', '*/*'],
    ['/trpc/sessions.list', '*/*'],
    ['/trpc/checkout.steal', '*/*'],
    [watch, 'text/event-stream'],
  ] as const) {
    const ended = new AbortController();
    const answer = await fetch(`${world.api.url}${path}`, { headers: { accept }, signal: ended.signal });
    expect([path, answer.headers.get('cache-control')]).toEqual([path, expect.stringContaining('no-store')]);
    ended.abort();
  }
});

test('headers that are too large are refused', async () => {
  await using world = await startWorld();
  const { said } = await converse(world, (write) =>
    write(`GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-large: ${'x'.repeat(17_000)}\r\n\r\n`),
  );
  expect(said).toMatch(/^HTTP\/1\.1 431 /);
});

test('a host that is none is refused as bad input', async () => {
  await using world = await startWorld();
  for (const host of ['', 'a b', 'user:secret@shop', '\u00e9', 'shop:99999999', '[::zz]']) {
    const { said } = await converse(world, (write) =>
      write(
        `POST /trpc/checkout.pay?batch=0 HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
      ),
    );
    expect(said, host).toMatch(/^HTTP\/1\.1 400 /);
  }
  for (const host of ['shop.example', 'shop.example:3000', '[::1]:3000', '127.0.0.1']) {
    const { said } = await converse(world, (write) =>
      write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    expect(said, host).toMatch(/^HTTP\/1\.1 200 /);
  }
});

test('a text that PostgreSQL cannot keep is refused with its field', async () => {
  await using world = await startWorld();
  for (const odd of ['a\0b', 'a\ud800b']) {
    await expect(world.service.payments.list.query({ status: odd })).rejects.toMatchObject({
      data: { httpStatus: 400, reason: 'INVALID_INPUT', fieldErrors: { status: ['not_allowed'] } },
    });
    await expect(
      world.service.sessions.create.mutate({
        products: [{ name: odd, price: 1000, quantity: 1 }],
        currency: 'EUR',
        metadatas: { odd },
      }),
    ).rejects.toMatchObject({ data: { httpStatus: 400, reason: 'INVALID_INPUT' } });
  }
});

test('no other site may read an answer or send what needs asking first', async () => {
  await using world = await startWorld();
  for (const [method, path] of [
    ['OPTIONS', '/trpc/checkout.pay'],
    ['GET', '/trpc/catalog.list'],
    ['GET', '/healthz'],
    ['OPTIONS', '/webhooks/inflow'],
  ]) {
    const answer = await fetch(`${world.api.url}${path}`, {
      method: method ?? 'GET',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    const allowed = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
    expect([path, allowed]).toEqual([path, []]);
    if (method === 'OPTIONS') expect(answer.status).toBeGreaterThanOrEqual(400);
  }
  // What a form of another site can send without asking is not taken for JSON.
  const form = await fetch(`${world.api.url}/trpc/checkout.create`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ items: [{ sku: 'pro', quantity: 1 }] }),
  });
  expect(form.status).toBe(415);
});

test('a session id opens its own session and no other door', async () => {
  await using world = await startWorld();
  const ids = await Promise.all(Array.from({ length: 20 }, () => newSession(world.shopper)));
  for (const id of ids) expect(id).toMatch(/^cs_[A-Za-z0-9_-]{32}$/);
  expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(ids.length);
  const [mine = '', other = ''] = ids;
  const { payment } = await world.shopper.checkout.pay.mutate(press(other, { email: 'other@example.com' }));
  const paymentId = payment?.id ?? '';
  expect(paymentId).toMatch(/^pay_/);
  const view = JSON.stringify(await world.shopper.checkout.get.query({ sessionId: mine }));
  for (const secret of [other, paymentId, 'other@example.com']) expect(view).not.toContain(secret);
  // Neither a part of an id, nor a payment's id, nor a pattern is one.
  for (const guess of [other.slice(0, -1), `${other}x`, paymentId, 'cs_%', `${other}' or '1'='1`]) {
    expect(await reasonOf(world.shopper.checkout.get.query({ sessionId: guess }))).toMatch(
      /^(NOT_FOUND|INVALID_INPUT)$/,
    );
  }
  expect(await reasonOf(world.shopper.sessions.get.query({ sessionId: other }))).toBe('UNAUTHORIZED');
  expect(await reasonOf(world.shopper.payments.get.query({ paymentId }))).toBe('UNAUTHORIZED');
});

test('a shopper is sent on only to the origins that the merchant listed', async () => {
  await using world = await startWorld({
    ALLOWED_RETURN_ORIGINS: 'https://shop.example, http://localhost:5173',
  });
  const order = { products: [{ name: 'Handbook', price: 3250, quantity: 1 }], currency: 'EUR' as const };
  const create = (successUrl: string, cancelUrl?: string) =>
    world.service.sessions.create.mutate({ ...order, successUrl, ...(cancelUrl ? { cancelUrl } : {}) });
  await create('https://shop.example/thanks?order=1', 'http://localhost:5173/cart');
  for (const strange of [
    'https://shop.example.evil.example/',
    'https://shop.example:8443/',
    'https://evil.example/https://shop.example',
    'http://localhost:5174/',
  ]) {
    expect([strange, await reasonOf(create(strange))]).toEqual([strange, 'INVALID_INPUT']);
    expect([strange, await reasonOf(create('https://shop.example/', strange))]).toEqual([
      strange,
      'INVALID_INPUT',
    ]);
  }
  const payment = {
    ...order,
    idempotencyKey: 'k1',
    customerEmail: 'ada@example.com',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    card: GOOD_CARD,
    threeDsSuccessUrl: 'https://evil.example/',
  };
  expect(await reasonOf(world.service.payments.create.mutate(payment))).toBe('INVALID_INPUT');
  const sent = await world.sandbox.control.requests();
  expect(sent.filter(({ path }) => path === '/api/server/payment')).toEqual([]);
});

test.each(['TRACE', 'PUT', 'DELETE', 'PATCH'])('%s is no method here', async (method) => {
  await using world = await startWorld();
  const status = await new Promise((resolve, reject) => {
    const asked = request(`${world.api.url}/trpc/catalog.list`, { method }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject).end();
  });
  expect(status).toBe(405);
});
