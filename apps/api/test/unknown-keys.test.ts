import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { appRouter } from '../src/trpc/router.ts';
import { CUSTOMER, GOOD_CARD, newSession, press, SERVICE_TOKEN, startWorld } from './support/world.ts';

type Answer = {
  readonly result?: { readonly data: unknown };
  readonly error?: { readonly data: { readonly reason: string; readonly fieldErrors?: object } };
};

const PROCEDURES: Record<string, { _def: { type: string } }> = Object.fromEntries(
  Object.entries(appRouter._def.procedures).map(([name, procedure]) => [name, procedure as never]),
);

/** The answer of a procedure that is called with any JSON, as a client without our types would. */
async function call(url: string, name: string, input: object): Promise<Answer> {
  const type = PROCEDURES[name]?._def.type;
  const headers = { authorization: `Bearer ${SERVICE_TOKEN}`, 'content-type': 'application/json' };
  const json = JSON.stringify(input);
  const answer =
    type === 'query'
      ? await fetch(`${url}/trpc/${name}?input=${encodeURIComponent(json)}`, {
          headers: { authorization: headers.authorization },
        })
      : await fetch(`${url}/trpc/${name}`, { method: 'POST', headers, body: json });
  return (await answer.json()) as Answer;
}

const products = [{ name: 'Any', price: 900, quantity: 1 }];

const SERVICE_INPUTS: Record<string, object> = {
  'sessions.create': { products, currency: 'EUR' },
  'sessions.get': { sessionId: 'cs_unknown_unknown_unknown_unknown1' },
  'sessions.list': {},
  'sessions.expire': { sessionId: 'cs_unknown_unknown_unknown_unknown1' },
  'sessions.acknowledge': { sessionId: 'cs_unknown_unknown_unknown_unknown1', reference: 'order-7' },
  'events.list': {},
  'endpoints.list': {},
  'endpoints.create': { url: 'https://shop.example/events' },
  'endpoints.update': { endpointId: 'ep_unknown' },
  'endpoints.delete': { endpointId: 'ep_unknown' },
  'endpoints.rotateSecret': { endpointId: 'ep_unknown' },
  'endpoints.test': { endpointId: 'ep_unknown' },
  'endpoints.deliveries': { endpointId: 'ep_unknown' },
  'endpoints.replay': { endpointId: 'ep_unknown', after: '0' },
  'payments.create': {
    ...CUSTOMER,
    email: undefined,
    customerEmail: CUSTOMER.email,
    idempotencyKey: randomUUID(),
    products,
    currency: 'EUR',
    card: GOOD_CARD,
  },
  'payments.confirm': { paymentId: 'pay_unknown' },
  'payments.close': { paymentId: 'pay_unknown' },
  'payments.get': { paymentId: 'pay_unknown' },
  'payments.update': { paymentId: 'pay_unknown', products },
  'payments.list': {},
  'payments.refund': { paymentId: 'pay_unknown' },
  'tax.rate': { country: 'FR' },
};

test('every procedure of a service refuses a key that it does not know, by its name', async () => {
  await using world = await startWorld();
  const names = Object.entries(PROCEDURES)
    .filter(
      ([name, { _def }]) =>
        /^(sessions|payments|tax|events|endpoints)\./.test(name) && _def.type !== 'subscription',
    )
    .map(([name]) => name);
  expect(Object.keys(SERVICE_INPUTS).sort()).toEqual(names.sort());
  for (const [name, input] of Object.entries(SERVICE_INPUTS)) {
    const refused = await call(world.api.url, name, { ...input, sucessUrl: 'x', amountInCents: 500 });
    expect([name, refused.error?.data]).toMatchObject([
      name,
      {
        reason: 'INVALID_INPUT',
        fieldErrors: { sucessUrl: ['not_allowed'], amountInCents: ['not_allowed'] },
      },
    ]);
    const accepted = await call(world.api.url, name, input);
    expect([name, accepted.error?.data.reason]).not.toEqual([name, 'INVALID_INPUT']);
  }
  expect((await world.sandbox.control.requests()).filter(({ operation }) => operation === 'refund')).toEqual(
    [],
  );
});

test.each(['__proto__', 'constructor', 'toString'])(
  'a key %s, which every object inherits, is refused like any other and is no internal error',
  async (key) => {
    await using world = await startWorld();
    const input = JSON.parse(`{ "paymentId": "pay_unknown", "${key}": { "a": 1 } }`);
    const { error } = await call(world.api.url, 'payments.confirm', input);
    expect(error?.data).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(Object.entries(error?.data.fieldErrors ?? {})).toEqual([[key, ['not_allowed']]]);
  },
);

test("the page's own procedures ignore keys that they do not know, so that neighbouring versions work together", async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const paid = await call(world.api.url, 'checkout.pay', { ...press(sessionId), ofTheNextVersion: true });
  expect(paid.result?.data).toMatchObject({ status: 'succeeded' });
  const got = await call(world.api.url, 'checkout.get', { sessionId, ofTheNextVersion: true });
  expect(got.result?.data).toMatchObject({ sessionId });
});
