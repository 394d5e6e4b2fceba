import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { GOOD_CARD, newSession, press, SERVICE_TOKEN, startWorld, type World } from './support/world.ts';

type Call = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};
type Answer = {
  status: number | undefined;
  headers: Record<string, unknown>;
  body: string;
  isPlain: boolean;
};

/** Of the connection and of the moment, not of the answer. */
const LEFT_OUT = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];

function send(world: World, { method = 'GET', path, headers = {}, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${world.api.url}${path}`, { method, headers, agent: false }, (answer) => {
      text(answer).then((read) => {
        resolve({
          status: answer.statusCode,
          headers: Object.fromEntries(
            Object.entries(answer.headers).filter(([name]) => !LEFT_OUT.includes(name)),
          ),
          // Made anew at each call.
          body: read
            .replaceAll(/cs_[\w-]{32}/g, 'cs_')
            .replaceAll(/ref_[0-9a-f]{32}/g, 'ref_')
            .replaceAll(/req_[a-z]{14}/g, 'req_'),
          // The adapter answers with a stream.
          isPlain: answer.headers['content-length'] !== undefined,
        });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The same call as only the adapter takes it: with a parameter that is not read. */
function forAdapter(call: Call): Call {
  const [path = '', query] = call.path.split('?');
  return { ...call, path: `${path}?${query === undefined ? '' : `${query}&`}for=adapter` };
}

async function compare(world: World, call: Call, by: 'plain' | 'adapter'): Promise<Answer> {
  const answer = await send(world, call);
  const { isPlain, ...same } = answer;
  const { isPlain: isNever, ...adapters } = await send(world, forAdapter(call));
  expect(same).toEqual(adapters);
  if (by === 'plain') expect([isPlain, isNever]).toEqual([true, false]);
  return answer;
}

const JSON_BODY = { 'content-type': 'application/json' };
const TOKEN = { authorization: `Bearer ${SERVICE_TOKEN}` };
const UNKNOWN = `cs_${'a'.repeat(32)}`;
const input = (value: unknown) => `?input=${encodeURIComponent(JSON.stringify(value))}`;
const order = JSON.stringify({ items: [{ sku: 'pro', quantity: 1 }] });
const post = (path: string, body: string, headers: Record<string, string> = {}): Call => ({
  method: 'POST',
  path,
  body,
  headers: { ...JSON_BODY, ...headers },
});

test('calls of the usual form are answered without the adapter, byte for byte as it answers', async () => {
  await using world = await startWorld();
  const { sandbox, shopper } = world;
  const sessionId = await newSession(shopper);
  const pressed = press(sessionId);
  await shopper.checkout.pay.mutate(pressed);
  const basis = { billingCountry: 'FR', purchasingAsBusiness: false };
  const other = { ...pressed, customer: { ...pressed.customer, email: 'grace@example.com' } };
  const wrongCard = { ...GOOD_CARD, number: '4242424242424241', cvc: '98765' };
  const wrong = { ...pressed, paymentMethod: { ...pressed.paymentMethod, card: wrongCard } };

  const plain: readonly (readonly [number, Call])[] = [
    [200, { path: '/trpc/catalog.list' }],
    [200, { path: '/trpc/catalog.list?input=%7B%7D' }],
    [200, post('/trpc/checkout.create', order)],
    [200, post('/trpc/checkout.create', order.replace('{', '{"price":1,'))],
    [400, post('/trpc/checkout.create', '{}')],
    [400, post('/trpc/checkout.create', '[]')],
    [400, post('/trpc/checkout.create', 'null')],
    [400, post('/trpc/checkout.create', '"ü"')],
    [400, post('/trpc/checkout.create', '{"items":[{"sku":"gold","quantity":1}]}')],
    [200, { path: `/trpc/checkout.get${input({ sessionId })}` }],
    [200, { path: `/trpc/checkout.get${input({ sessionId, more: 'ü +%&' })}` }],
    [400, { path: '/trpc/checkout.get' }],
    [400, { path: '/trpc/checkout.get?input=null' }],
    [400, { path: `/trpc/checkout.get${input({ sessionId: 'cs_short' })}` }],
    [404, { path: `/trpc/checkout.get${input({ sessionId: UNKNOWN })}` }],
    [200, { path: `/trpc/checkout.quote${input({ sessionId, ...basis })}` }],
    [200, { path: `/trpc/checkout.quote${input({ sessionId, ...basis }).replaceAll('%2C', '%2C+')}` }],
    [405, { path: `/trpc/checkout.quote${input({ sessionId, ...basis, taxId: 'FR12345678901' })}` }],
    [200, post('/trpc/checkout.quote', JSON.stringify({ sessionId, ...basis, taxId: 'FR12345678901' }))],
    [
      400,
      post('/trpc/checkout.quote', JSON.stringify({ sessionId, ...basis, taxId: '4242 4242 4242 4242' })),
    ],
    [200, post('/trpc/checkout.get', JSON.stringify({ sessionId }))],
    [200, post('/trpc/catalog.list', '{}')],
    [200, post('/trpc/checkout.pay', JSON.stringify(pressed))],
    [409, post('/trpc/checkout.pay', JSON.stringify(other))],
    [409, post('/trpc/checkout.pay', JSON.stringify(press(sessionId)))],
    [400, post('/trpc/checkout.pay', JSON.stringify(wrong))],
    [404, post('/trpc/checkout.complete', JSON.stringify({ sessionId: UNKNOWN }))],
    [401, { path: '/trpc/payments.list?input=%7B%7D' }],
    [
      401,
      { path: '/trpc/payments.list?input=%7B%7D', headers: { authorization: 'Bearer nobody-knows-this' } },
    ],
    [200, { path: '/trpc/payments.list?input=%7B%7D', headers: TOKEN }],
    [404, { path: `/trpc/payments.get${input({ paymentId: 'pay_unknown' })}`, headers: TOKEN }],
  ];
  for (const [status, call] of plain) {
    expect((await compare(world, call, 'plain')).status).toBe(status);
  }

  await sandbox.control.faults.add({ operation: 'tax', kind: 'status', status: 503 });
  const rate = { path: `/trpc/tax.rate${input({ country: 'DE' })}`, headers: TOKEN };
  expect((await compare(world, rate, 'plain')).status).toBe(503);

  await world.api.deps.db.$client.query('alter table sessions rename to away');
  const broken = await compare(world, { path: `/trpc/checkout.get${input({ sessionId })}` }, 'plain');
  expect(broken).toMatchObject({ status: 500, body: expect.stringContaining('"INTERNAL"') });
});

test('calls of any other form are left to the adapter', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const get = `/trpc/checkout.get${input({ sessionId })}`;
  const create = '/trpc/checkout.create';
  const others: readonly (readonly [number, Call])[] = [
    [404, { path: '/trpc/checkout.steal' }],
    [404, { path: '/trpc/checkout' }],
    [404, { path: '/trpc/__proto__' }],
    [404, { path: '/trpc/constructor' }],
    [404, post('/trpc/toString', '{}')],
    [400, { ...post(get, ''), body: '{}' }],
    [400, post('/trpc/checkout.get', '')],
    [415, { method: 'POST', path: '/trpc/checkout.get', body: '{}' }],
    [405, { path: create }],
    [405, { path: '/trpc/checkout.pay' }],
    [405, { ...post(create, order), method: 'PUT' }],
    [405, { path: get, method: 'DELETE' }],
    [204, { path: get, method: 'HEAD' }],
    [200, { path: get, headers: JSON_BODY }],
    [400, { path: '/trpc/checkout.get?input=' }],
    [400, { path: '/trpc/checkout.get?input=%zz' }],
    [400, { path: '/trpc/checkout.get?input={' }],
    [200, { path: `${get}&input=null` }],
    [400, { path: `${get}&connectionParams=x` }],
    [200, { path: `${get}&lastEventId=1` }],
    [200, { path: get, headers: { accept: 'text/html, application/json' } }],
    [400, { path: get, headers: { accept: 'application/jsonl' } }],
    [400, { path: get, headers: { 'trpc-accept': 'application/jsonl' } }],
    [400, post(create, '')],
    [400, post(create, '{"items":')],
    [200, post(create, `\uFEFF${order}`)],
    [200, post(`${create}?input=x`, order)],
    [413, post(create, JSON.stringify({ filler: 'x'.repeat(70_000) }))],
    [200, post(create, order, { 'content-type': 'application/json; charset=utf-8' })],
    [200, post(create, order, { 'content-type': 'Application/JSON' })],
    [415, post(create, order, { 'content-type': 'text/plain' })],
    [415, post(create, order, { 'content-type': 'application/jsonx' })],
    [415, { method: 'POST', path: create, body: order }],
    [200, post(`${create}?batch=1`, JSON.stringify({ 0: JSON.parse(order) }))],
    [200, { path: `/trpc/catalog.list,catalog.list?batch=1&input=%7B%7D` }],
    [207, { path: `/trpc/catalog.list,checkout.get?batch=1&input=%7B%7D` }],
  ];
  const found = await Promise.all(others.map(([, call]) => compare(world, call, 'adapter')));
  expect(found.map(({ status }, index) => [others[index]?.[1], status])).toEqual(
    others.map(([status, call]) => [call, status]),
  );
});
