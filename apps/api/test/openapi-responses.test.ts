import { ERROR_REASONS } from '@checkout/schemas/error-code';
import { expect, test } from 'vitest';
import { createOpenApi } from '../src/http/openapi/document.ts';
import { EXAMPLES } from '../src/http/openapi/examples.ts';
import { createValidator } from './support/openapi-validator.ts';
import { order } from './support/order.ts';
import { press, SERVICE_TOKEN, startWorld } from './support/world.ts';

const products = [{ name: 'Handbook', price: 3250, quantity: 1 }];

test('/openapi.json is for anyone, names PUBLIC_URL, and real responses are what it says', async () => {
  await using world = await startWorld({
    SERVICE_TOKENS: `tests:${SERVICE_TOKEN},reports[read]:a-token-that-only-reads`,
  });
  const served = await fetch(`${world.api.url}/openapi.json`);
  expect(served.status).toBe(200);
  expect(Object.fromEntries(served.headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'public, max-age=300',
    'x-content-type-options': 'nosniff',
  });
  const document = (await served.json()) as ReturnType<typeof createOpenApi>;
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: world.api.url }] });
  const { expectDescribed, problemsOfEvent } = createValidator(document);

  const authorization = `Bearer ${SERVICE_TOKEN}`;
  const get = async (name: string, input: object, headers: Record<string, string> = { authorization }) => {
    const url = `${world.api.url}/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`;
    return expectDescribed(name, 'get', await fetch(url, { headers }));
  };
  const post = async (name: string, body: string, headers: Record<string, string> = {}) => {
    const all = { authorization, 'content-type': 'application/json', ...headers };
    const response = await fetch(`${world.api.url}/trpc/${name}`, { method: 'POST', headers: all, body });
    return expectDescribed(name, 'post', response);
  };
  const call = async (name: string, input: object): Promise<Record<string, unknown>> =>
    ((await post(name, JSON.stringify(input))) as { result: { data: Record<string, unknown> } }).result.data;

  const create = {
    products,
    currency: 'EUR',
    metadatas: { orderId: '1' },
    successUrl: 'https://shop.example/x',
  };
  const { sessionId } = await call('sessions.create', create);
  await get('sessions.get', { sessionId });
  await world.shopper.checkout.pay.mutate(press(String(sessionId)));
  await get('sessions.get', { sessionId });
  await call('sessions.get', { sessionId });
  await call('sessions.acknowledge', { sessionId, reference: 'A-1' });
  await get('sessions.list', {});
  const declined = await call('sessions.create', {
    ...create,
    allowSavedCard: true,
    customerEmail: 'ada@example.com',
  });
  await world.shopper.checkout.pay.mutate(press(String(declined.sessionId), { number: '4000000000000002' }));
  await get('sessions.get', { sessionId: declined.sessionId });
  await call('sessions.expire', { sessionId: declined.sessionId });

  const { id: paymentId } = await call('payments.create', order());
  const challenged = await call('payments.create', order({ number: '4000020000000000' }));
  expect(challenged).toMatchObject({ threeDsSessionUrl: expect.stringMatching(/^http/) });
  await get('payments.get', { paymentId });
  await call('payments.refund', { paymentId, reason: 'returned' });
  await get('payments.list', {});
  await call('payments.list', { limit: 1 });
  await get('tax.rate', { country: 'FR' });
  const listed = (await get('events.list', {})) as { result: { data: { events: object[] } } };
  expect(listed.result.data.events.length).toBeGreaterThan(3);
  for (const event of listed.result.data.events) expect(problemsOfEvent('events.watch', event)).toEqual([]);
  expect(problemsOfEvent('events.watch', { ...listed.result.data.events[0], type: 1 })).not.toEqual([]);
  const unnamed = await (await fetch(`${world.api.url}/trpc/events.watch?input=%7B%7D`)).text();
  const [, inStream = ''] = /event: serialized-error\ndata: (.*)\n/.exec(unnamed) ?? [];
  expect(JSON.parse(inStream)).toMatchObject({ data: { reason: 'UNAUTHORIZED' } });
  expect(problemsOfEvent('events.watch', JSON.parse(inStream))).toEqual([]);

  const reasons: unknown[] = [];
  const refused = async (answer: Promise<unknown>) => {
    const { error } = (await answer) as { error: { data: { reason: string } } };
    reasons.push(error.data.reason);
  };
  const reader = { authorization: 'Bearer a-token-that-only-reads' };
  await refused(post('sessions.create', JSON.stringify({ ...create, sucessUrl: 'x' })));
  await refused(post('sessions.create', '{'));
  await refused(get('sessions.list', {}, {}));
  await refused(post('sessions.create', JSON.stringify(create), reader));
  await refused(get('payments.get', { paymentId: 'pay_unknown' }));
  await refused(post('payments.refund', JSON.stringify({ paymentId })));
  await refused(post('sessions.create', JSON.stringify({ ...create, padding: 'x'.repeat(70_000) })));
  await refused(post('sessions.create', JSON.stringify(create), { 'content-type': 'text/csv' }));
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'status', status: 503 });
  await refused(post('payments.create', JSON.stringify(order())));
  expect(reasons).toEqual([
    'INVALID_INPUT',
    'INVALID_INPUT',
    'UNAUTHORIZED',
    'MISSING_SCOPE',
    'NOT_FOUND',
    'ALREADY_REFUNDED',
    'TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'OUTCOME_UNKNOWN',
  ]);
});

test('the document refuses inputs that the procedures refuse, and accepts their examples', () => {
  const { problemsOfInput } = createValidator(
    createOpenApi({ server: 'https://pay.shop.example', version: '0' }),
  );
  for (const [name, { input }] of Object.entries(EXAMPLES)) {
    expect([name, problemsOfInput(name, input)]).toEqual([name, []]);
    expect([name, problemsOfInput(name, { ...input, unknownToAll: 1 })]).not.toEqual([name, []]);
  }
  const session = { products, currency: 'EUR' };
  const refused: [string, object][] = [
    ['sessions.create', { ...session, currency: 'GBP' }],
    ['sessions.create', { ...session, products: [] }],
    ['sessions.create', { ...session, products: [{ name: 'A', price: 1.5, quantity: 1 }] }],
    ['sessions.create', { ...session, products: [{ name: 'A', price: 150, quantity: 1000 }] }],
    ['sessions.create', { ...session, customerEmail: 'ada' }],
    ['sessions.create', { ...session, metadatas: { note: 'x'.repeat(501) } }],
    ['sessions.list', { limit: 101 }],
    ['tax.rate', { country: 'XX' }],
    ['events.list', { after: 'x' }],
  ];
  for (const [name, input] of refused)
    expect([name, input, problemsOfInput(name, input)]).not.toEqual([name, input, []]);
});

test('the document has every error of the closed table, under its HTTP status', () => {
  const { paths, components } = createOpenApi({ server: 'https://pay.shop.example', version: '0' });
  const responses = Object.values(components.responses) as {
    content: { 'application/json': { examples: object } };
  }[];
  const named = responses.flatMap(({ content }) => Object.keys(content['application/json'].examples));
  expect(named.sort()).toEqual(Object.keys(ERROR_REASONS).sort());
  const statuses = Object.keys(
    (paths['/trpc/payments.create'] as { post: { responses: object } }).post.responses,
  );
  expect(statuses.map(Number)).toEqual([
    200,
    ...new Set(
      Object.values(ERROR_REASONS)
        .map(({ httpStatus }) => httpStatus)
        .sort(),
    ),
  ]);
});
