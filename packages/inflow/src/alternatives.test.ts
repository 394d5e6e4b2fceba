import { describe, expect, it } from 'vitest';
import { clientOf, failureOf } from '../test/clients.ts';
import { fixture, fixtureText, sealed } from '../test/fixtures.ts';
import { type Received, startServer } from '../test/servers.ts';

const created = fixtureText('create-payment.response');
const withSavedCard = { ...fixture('create-payment.request'), useCustomerPaymentMethod: true };
const withCard = { ...fixture('create-payment.request'), card: sealed(fixture('card')) };
const changes = fixture('update-payment.request');
const sentTo = (requests: readonly Received[]) => requests.map(({ method, path }) => `${method} ${path}`);

describe('a create with a saved card', () => {
  const hosts = async (card: number, api: number) => {
    const body = (status: number) => (status === 201 ? created : fixtureText('error.validation'));
    const stack = new AsyncDisposableStack();
    const cardHost = stack.use(await startServer(() => ({ status: card, body: body(card) })));
    const apiHost = stack.use(await startServer(() => ({ status: api, body: body(api) })));
    const client = stack.use(clientOf({ api: apiHost.url, card: cardHost.url }));
    return { cardHost, apiHost, client, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  };

  it.each([400, 404, 405])(
    'goes to the other host after a %i, and there first from then on',
    async (status) => {
      await using all = await hosts(status, 201);
      expect(await all.client.createPayment(withSavedCard)).toMatchObject({ id: 'pay_abc123' });
      await all.client.createPayment(withSavedCard);
      expect(all.cardHost.requests).toHaveLength(1);
      expect(all.apiHost.requests).toHaveLength(2);
    },
  );

  it.each([401, 403, 409, 429, 500, 503])('is sent to one host only after a %i', async (status) => {
    await using all = await hosts(status, 201);
    await failureOf(all.client.createPayment(withSavedCard));
    expect(all.cardHost.requests).toHaveLength(1);
    expect(all.apiHost.requests).toEqual([]);
  });

  it('is sent to one host only after an answer that cannot be read', async () => {
    await using cardHost = await startServer(() => ({ status: 201, body: 'not JSON' }));
    await using apiHost = await startServer(() => ({ status: 201, body: created }));
    await using client = clientOf({ api: apiHost.url, card: cardHost.url });
    expect(await failureOf(client.createPayment(withSavedCard))).toMatchObject({ outcomeKnown: false });
    expect(apiHost.requests).toEqual([]);
  });

  it('that both hosts refuse ends in the refusal that says more', async () => {
    for (const [card, api, kind] of [
      [400, 404, 'validation'],
      [404, 400, 'validation'],
      [404, 404, 'not_found'],
      [400, 400, 'validation'],
      [404, 403, 'permission'],
    ] as const) {
      await using all = await hosts(card, api);
      expect(await failureOf(all.client.createPayment(withSavedCard))).toMatchObject({ kind });
    }
  });

  it('whose second host gives no certain answer has an unknown outcome', async () => {
    await using all = await hosts(400, 503);
    expect(await failureOf(all.client.createPayment(withSavedCard))).toMatchObject({
      kind: 'server',
      outcomeKnown: false,
    });
  });

  it('has the time of one call for both hosts', async () => {
    await using cardHost = await startServer(() => ({ status: 404 }));
    let answerLate = () => {};
    const late = new Promise<void>((resolve) => {
      answerLate = resolve;
    });
    await using apiHost = await startServer(() => ({ status: 201, body: created, after: late }));
    await using client = clientOf({ api: apiHost.url, card: cardHost.url });
    const failed = await failureOf(client.createPayment(withSavedCard, { timeoutMs: 300 }));
    expect(failed).toMatchObject({ kind: 'timeout', outcomeKnown: false });
    answerLate();
  });

  it('with a raw card never goes to the standard host', async () => {
    await using all = await hosts(404, 201);
    expect(await failureOf(all.client.createPayment(withCard))).toMatchObject({ kind: 'not_found' });
    expect(all.apiHost.requests).toEqual([]);
  });
});

describe('an update', () => {
  it.each([404, 405])('is sent as PATCH after a %i of POST, and so first from then on', async (status) => {
    await using api = await startServer(({ method }) =>
      method === 'PATCH'
        ? { status: 200, body: fixtureText('payment.authorized') }
        : { status, body: fixtureText('error.unauthorized') },
    );
    await using client = clientOf({ api: api.url });
    expect(await client.updatePayment('pay_abc123', changes)).toMatchObject({ id: 'pay_abc123' });
    await client.updatePayment('pay_abc123', changes);
    expect(sentTo(api.requests)).toEqual([
      'POST /api/server/payment/pay_abc123',
      'PATCH /api/server/payment/pay_abc123',
      'PATCH /api/server/payment/pay_abc123',
    ]);
    for (const { body } of api.requests) expect(JSON.parse(body)).toEqual(changes);
  });

  it.each([400, 500, 503])('is not sent again after a %i', async (status) => {
    await using api = await startServer(() => ({ status }));
    await using client = clientOf({ api: api.url });
    await failureOf(client.updatePayment('pay_abc123', changes));
    expect(sentTo(api.requests)).toEqual(['POST /api/server/payment/pay_abc123']);
  });
});

describe('the tax rate', () => {
  it('is asked for at the other address after a 404, and there first from then on', async () => {
    await using api = await startServer(({ path }) =>
      path.startsWith('/api/payment/tax-rate')
        ? { status: 200, body: '{"taxRateInPercentage":20}' }
        : { status: 404 },
    );
    await using client = clientOf({ api: api.url });
    expect(await client.taxRate({ country: 'FR' })).toEqual({ taxRateInPercentage: 20 });
    await client.taxRate({ country: 'FR' });
    expect(sentTo(api.requests)).toEqual([
      'GET /api/tax/rate?country=FR',
      'GET /api/payment/tax-rate?country=FR',
      'GET /api/payment/tax-rate?country=FR',
    ]);
  });
});

describe('a list', () => {
  const payment = fixture('payment.authorized');
  const listOf = async (body: unknown) => {
    await using api = await startServer(() => ({ status: 200, body: JSON.stringify(body) }));
    await using client = clientOf({ api: api.url });
    // Awaited before the server is closed: until then nothing else handles a rejection.
    return await client.listPayments();
  };

  it.each(['data', 'payments', 'items', 'results', 'rows'])('is read under `%s`', async (name) => {
    expect(await listOf({ [name]: [payment], errors: [], page: 1 })).toMatchObject({
      payments: [{ id: 'pay_abc123' }],
    });
  });

  it('that is empty is read as empty only under a usual name', async () => {
    expect(await listOf({ items: [] })).toEqual({ payments: [], unreadable: 0 });
    expect(await failureOf(listOf({ message: [] }))).toMatchObject({ kind: 'unreadable_answer' });
  });

  it('is not guessed between two arrays', async () => {
    expect(await failureOf(listOf({ rows: [payment], refunds: [payment] }))).toMatchObject({
      kind: 'unreadable_answer',
    });
  });
});
