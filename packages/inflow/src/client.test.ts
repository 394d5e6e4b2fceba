import { describe, expect, it } from 'vitest';
import { API_KEY, clientOf, failureOf } from '../test/clients.ts';
import { fixture, fixtureText, sealed } from '../test/fixtures.ts';
import { type Answer, startRawServer, startServer } from '../test/servers.ts';
import { createInflowClient, type InflowCallEvent } from './client.ts';
import type { CreatePaymentRequest } from './wire-requests.ts';

const created: CreatePaymentRequest = { ...fixture('create-payment.request'), card: sealed(fixture('card')) };

const answering = (name: string, status = 200) => startServer(() => ({ status, body: fixtureText(name) }));

describe('createPayment', () => {
  it('sends the documented body to the card host, and reads the documented response', async () => {
    await using card = await answering('create-payment.response', 201);
    await using api = await startServer(() => ({ status: 500 }));
    await using client = clientOf({ api: api.url, card: card.url });

    const payment = await client.createPayment(created);

    expect(payment).toEqual({
      ...fixture('create-payment.response'),
      depositStatus: null,
      lastDepositAttempt: null,
    });
    expect(api.requests).toEqual([]);
    expect(card.requests).toHaveLength(1);
    const [request] = card.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/api/server/payment' });
    expect(request?.headers).toMatchObject({
      'x-inflow-api-key': API_KEY,
      'content-type': 'application/json',
      accept: 'application/json',
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      ...fixture('create-payment.request'),
      card: fixture('card'),
    });
  });

  it('returns the deposit when the response includes it, so that a refusal is seen', async () => {
    const body = {
      ...fixture('create-payment.response'),
      threeDsSessionUrl: 'https://bank.example/3ds',
      depositStatus: 'failed',
      lastDepositAttempt: fixture('last-deposit-attempt.failed'),
    };
    await using card = await startServer(() => ({ status: 201, body: JSON.stringify(body) }));
    await using client = clientOf({ api: card.url });
    expect(await client.createPayment(created)).toEqual(body);
  });

  it('an unreadable 3DS URL is an error, not "no challenge"', async () => {
    const body = {
      ...fixture('create-payment.response'),
      threeDsSessionUrl: { url: 'https://bank.example' },
    };
    await using card = await startServer(() => ({ status: 201, body: JSON.stringify(body) }));
    await using client = clientOf({ api: card.url });
    expect(await failureOf(client.createPayment(created))).toMatchObject({
      kind: 'unreadable_answer',
      reason: 'wrong_shape',
      outcomeKnown: false,
    });
  });

  it('drops undocumented fields', async () => {
    await using card = await answering('create-payment.response', 201);
    await using client = clientOf({ api: card.url });
    const input = {
      ...created,
      attemptKey: 'internal',
      card: sealed({ ...fixture('card'), holder: 'J. Doe' }),
    };
    await client.createPayment(input);
    expect(JSON.parse(card.requests[0]?.body ?? '')).toEqual({
      ...fixture('create-payment.request'),
      card: fixture('card'),
    });
  });

  it('refuses a price that is not whole cents before sending anything', async () => {
    await using card = await answering('create-payment.response', 201);
    await using client = clientOf({ api: card.url });
    const error = await failureOf(
      client.createPayment({ ...created, products: [{ name: 'Half', price: 49.99, quantity: 1 }] }),
    );
    expect(error).toMatchObject({
      kind: 'validation',
      httpStatus: null,
      requestSent: false,
      outcomeKnown: true,
      problems: [{ field: 'products.0.price' }],
    });
    expect(card.requests).toEqual([]);
  });

  it('refuses metadata that is not JSON before sending anything', async () => {
    await using card = await answering('create-payment.response', 201);
    await using client = clientOf({ api: card.url });
    const error = await failureOf(client.createPayment({ ...created, metadatas: { order: 1n } }));
    expect(error).toMatchObject({ kind: 'validation', requestSent: false, outcomeKnown: true });
    expect(card.requests).toEqual([]);
  });
});

describe('readPayment, listPayments and taxRate', () => {
  it.each(['payment.authorized', 'payment.created'])('reads every field of %s', async (name) => {
    await using api = await answering(name);
    await using card = await startServer(() => ({ status: 500 }));
    await using client = clientOf({ api: api.url, card: card.url });
    expect(await client.readPayment('pay_abc123')).toEqual(fixture(name));
    expect(api.requests).toHaveLength(1);
    expect(api.requests[0]).toMatchObject({ method: 'GET', path: '/api/payment/pay_abc123', body: '' });
    expect(api.requests[0]?.headers).toMatchObject({
      'x-inflow-api-key': API_KEY,
      accept: 'application/json',
    });
    expect(api.requests[0]?.headers).not.toHaveProperty('content-type');
    expect(card.requests).toEqual([]);
  });

  it('keeps unknown statuses, and nulls fields that it cannot read', async () => {
    const body = {
      ...fixture('payment.authorized'),
      status: 'CHARGEBACK_OPENED',
      depositStatus: 'under_review',
      lastDepositAttempt: { ...fixture('last-deposit-attempt.failed'), error: 'brand_new_code' },
      timeline: [{ status: 'CHARGEBACK_OPENED', timestamp: 'now' }, 'nonsense'],
      products: { changed: true },
      metadatas: null,
      customerId: 42,
      unheardOf: { nested: true },
    };
    await using api = await startServer(() => ({ status: 200, body: JSON.stringify(body) }));
    await using client = clientOf({ api: api.url });
    const { unheardOf, ...known } = body;
    expect(await client.readPayment('pay_abc123')).toEqual({
      ...known,
      timeline: [{ status: 'CHARGEBACK_OPENED', timestamp: 'now' }],
      products: [],
      metadatas: {},
      customerId: null,
    });
  });

  it('refuses a response about another payment', async () => {
    await using api = await answering('payment.authorized');
    await using client = clientOf({ api: api.url });
    expect(await failureOf(client.readPayment('pay_other'))).toMatchObject({
      kind: 'unreadable_answer',
      reason: 'wrong_shape',
    });
  });

  it.each([
    ['a bare array', (entries: unknown[]) => entries],
    ['an array under data', (entries: unknown[]) => ({ data: entries, total: 3 })],
    ['an array under payments', (entries: unknown[]) => ({ payments: entries, page: 2 })],
    ['an array under items', (entries: unknown[]) => ({ items: entries })],
    ['an array under results', (entries: unknown[]) => ({ results: entries })],
  ])('lists payments from %s, and one unreadable entry does not lose the others', async (_name, wrap) => {
    const entries = [fixture('payment.authorized'), { id: 'pay_broken' }, fixture('payment.created')];
    const listed = (name: string) => {
      const { id, status, metadatas, createdAt, amountInCents, currency } = fixture(name);
      return { id, status, metadatas, createdAt, amountInCents, currency };
    };
    await using api = await startServer(() => ({ status: 200, body: JSON.stringify(wrap(entries)) }));
    await using client = clientOf({ api: api.url });
    expect(await client.listPayments({ page: 2, limit: 20 })).toEqual({
      payments: [listed('payment.authorized'), listed('payment.created')],
      unreadable: 1,
    });
    expect(api.requests[0]).toMatchObject({ method: 'GET', path: '/api/payment?page=2&limit=20' });
  });

  it('an entry of a list without metadata is not one with empty metadata', async () => {
    const { metadatas: _, ...entry } = fixture('payment.authorized');
    const body = JSON.stringify([entry, { ...entry, metadatas: {} }]);
    await using api = await startServer(() => ({ status: 200, body }));
    await using client = clientOf({ api: api.url });
    expect(await client.listPayments()).toMatchObject({
      payments: [{ metadatas: null }, { metadatas: {} }],
      unreadable: 0,
    });
  });

  it('reads a page of a list that is larger than other responses may be only when it is asked to', async () => {
    const note = 'x'.repeat(1024 * 1024);
    const body = JSON.stringify([{ ...fixture('payment.authorized'), metadatas: { note } }]);
    await using api = await startServer(() => ({ status: 200, body }));
    await using client = clientOf({ api: api.url });
    expect(await failureOf(client.listPayments())).toMatchObject({ reason: 'too_large' });
    const listed = await client.listPayments({}, { maxResponseBytes: 2 * 1024 * 1024 });
    expect(listed.payments).toMatchObject([{ metadatas: { note } }]);
  });

  it('sends country and postal code for the tax rate', async () => {
    await using api = await startServer(() => ({ status: 200, body: '{"taxRateInPercentage":20}' }));
    await using client = clientOf({ api: api.url });
    expect(await client.taxRate({ country: 'FR', postalCode: '75001' })).toEqual({ taxRateInPercentage: 20 });
    await client.taxRate({ country: 'FR' });
    expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/tax/rate?country=FR&postalCode=75001',
      'GET /api/tax/rate?country=FR',
    ]);
  });
});

describe('confirmPayment, updatePayment and refundPayment', () => {
  const changes = fixture('update-payment.request');
  const id = 'pay_abc123';

  it('are sent to the standard host, with the documented body', async () => {
    await using api = await answering('payment.authorized', 201);
    await using card = await startServer(() => ({ status: 500 }));
    await using client = clientOf({ api: api.url, card: card.url });

    expect(await client.confirmPayment(id)).toEqual(fixture('payment.authorized'));
    expect(await client.updatePayment(id, changes)).toEqual(fixture('payment.authorized'));
    expect(await client.refundPayment(id, { reason: 'wrong size' })).toEqual(fixture('payment.authorized'));
    await client.refundPayment(id);

    expect(api.requests.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      { method: 'POST', path: '/api/server/payment/pay_abc123/confirm', body: '' },
      { method: 'POST', path: '/api/server/payment/pay_abc123', body: JSON.stringify(changes) },
      { method: 'POST', path: '/api/payment/pay_abc123/refund', body: '{"reason":"wrong size"}' },
      { method: 'POST', path: '/api/payment/pay_abc123/refund', body: '{}' },
    ]);
    expect(api.requests[0]?.headers).toMatchObject({ accept: 'application/json', 'content-length': '0' });
    expect(api.requests[0]?.headers).not.toHaveProperty('content-type');
    expect(card.requests).toEqual([]);
  });

  it.each([
    ['no body', ''],
    ['a text', 'OK'],
    ['an empty object', '{}'],
    ['the partial form of a create', fixtureText('create-payment.response')],
    ['another payment', JSON.stringify({ ...fixture('payment.authorized'), id: 'pay_other' })],
  ])('answers null for %s, so that the caller reads', async (_name, body) => {
    await using api = await startServer(() => ({ status: 201, body }));
    await using client = clientOf({ api: api.url });
    expect(await client.confirmPayment(id)).toBeNull();
    expect(await client.updatePayment(id, changes)).toBeNull();
    expect(await client.refundPayment(id)).toBeNull();
    expect(api.requests).toHaveLength(3);
  });

  it('an update never contains a card, since its host must not receive one', async () => {
    await using api = await answering('payment.authorized', 201);
    await using client = clientOf({ api: api.url });
    const withCard = { ...changes, card: sealed(fixture('card')) };
    await client.updatePayment(id, withCard);
    expect(JSON.parse(api.requests[0]?.body ?? '')).toEqual(changes);
  });
});

describe('ids in paths', () => {
  it('are percent-encoded', async () => {
    await using api = await startServer(() => ({ status: 404 }));
    await using client = clientOf({ api: api.url });
    await failureOf(client.readPayment('a/../b?c#d%2e é'));
    expect(api.requests[0]?.path).toBe('/api/payment/a%2F..%2Fb%3Fc%23d%252e%20%C3%A9');
  });

  it.each(['', '.', '..', '\ud800', 'x'.repeat(257)])('%j is refused before anything is sent', async (id) => {
    await using api = await startServer(() => ({ status: 200 }));
    await using client = clientOf({ api: api.url });
    const events: InflowCallEvent[] = [];
    for (const call of [
      () => client.readPayment(id),
      () => client.confirmPayment(id),
      () => client.refundPayment(id),
      () => client.updatePayment(id, {}),
      () => client.deleteWebhook(id),
    ]) {
      expect(await failureOf(call())).toMatchObject({
        kind: 'validation',
        requestSent: false,
        outcomeKnown: true,
      });
    }
    expect(api.requests).toEqual([]);
    expect(events).toEqual([]);
  });
});

describe('webhook endpoints', () => {
  const id = 'webhook_abc123';
  const endpoint = { webhookId: id, webhookUrl: 'https://yourserver.com/webhooks/inflow' };
  const status = { ...endpoint, status: 'disabled', failureReason: 'too many failures' };
  const answers: Record<string, Answer> = {
    'POST /api/webhook': { status: 201, body: fixtureText('webhook.created') },
    'GET /api/webhook': { status: 200, body: JSON.stringify([endpoint, { bad: true }]) },
    'GET /api/webhook/webhook_abc123': { status: 200, body: JSON.stringify(endpoint) },
    'GET /api/webhook/webhook_abc123/status': { status: 200, body: JSON.stringify(status) },
    'GET /api/webhook/webhook_abc123/secret': { status: 200, body: fixtureText('webhook.created') },
    'PATCH /api/webhook/webhook_abc123': { status: 200 },
    'PATCH /api/webhook/webhook_abc123/event-types': { status: 200 },
    'DELETE /api/webhook/webhook_abc123': { status: 204 },
  };

  it('are registered, read, changed and deleted', async () => {
    await using api = await startServer(
      ({ method, path }) => answers[`${method} ${path}`] ?? { status: 404 },
    );
    await using client = clientOf({ api: api.url });
    const unknown = { status: null, failureReason: null };

    expect(await client.registerWebhook(endpoint.webhookUrl)).toEqual(fixture('webhook.created'));
    expect(await client.listWebhooks()).toEqual({ webhooks: [{ ...endpoint, ...unknown }], unreadable: 1 });
    expect(await client.getWebhook(id)).toEqual({ ...endpoint, ...unknown });
    expect(await client.webhookStatus(id)).toEqual(status);
    expect(await client.webhookSecret(id)).toEqual({ secret: fixture('webhook.created').secret });
    await client.setWebhookStatus(id, 'enabled');
    await client.setWebhookEventTypes(id, ['payment.authorized']);
    await client.deleteWebhook(id);

    expect(api.requests.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body))).toEqual([
      { url: endpoint.webhookUrl },
      { status: 'enabled' },
      { eventTypes: ['payment.authorized'] },
    ]);
    expect(api.requests).toHaveLength(8);
  });
});

describe('the client', () => {
  it('onCall gets one event for each request, without its content', async () => {
    await using api = await answering('create-payment.response', 201);
    const events: InflowCallEvent[] = [];
    await using client = clientOf({ api: api.url }, { onCall: (event) => events.push(event) });
    await client.createPayment(created);
    expect(events).toEqual([
      {
        operation: 'createPayment',
        host: 'card',
        method: 'POST',
        pathTemplate: '/api/server/payment',
        status: 201,
        durationMs: expect.any(Number),
        attempt: 1,
        errorKind: null,
      },
    ]);
  });

  it('an onCall that throws does not make a created payment fail', async () => {
    await using api = await answering('create-payment.response', 201);
    const onCall = () => {
      throw new Error('the observer is broken');
    };
    await using client = clientOf({ api: api.url }, { onCall });
    expect(await client.createPayment(created)).toMatchObject({ id: 'pay_abc123' });
  });

  it('keeps the path of its base URL', async () => {
    await using api = await answering('payment.created');
    await using client = clientOf({ api: `${api.url}/gateway/` });
    await client.readPayment('pay_abc123');
    expect(api.requests[0]?.path).toBe('/gateway/api/payment/pay_abc123');
  });

  it('reuses connections', async () => {
    const body = fixtureText('payment.created');
    let connections = 0;
    await using api = await startRawServer(
      (socket) =>
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
      () => {
        connections += 1;
      },
    );
    await using client = clientOf({ api: api.url });
    for (let call = 0; call < 10; call++) await client.readPayment('pay_abc123');
    expect(api.requests).toHaveLength(10);
    // A call that follows in the same tick meets a connection that is not yet free: two take turns.
    expect(connections).toBeLessThanOrEqual(2);
  });

  it('refuses calls after close, without sending them', async () => {
    await using api = await answering('payment.created');
    const client = clientOf({ api: api.url });
    await client.close();
    expect(await failureOf(client.readPayment('pay_abc123'))).toMatchObject({
      kind: 'connection',
      code: 'UND_ERR_DESTROYED',
      requestSent: false,
      outcomeKnown: true,
    });
    expect(api.requests).toEqual([]);
  });

  const valid = {
    apiKey: API_KEY,
    apiBaseUrl: 'https://api.example',
    cardBaseUrl: 'https://card.example',
    timeoutMs: 1_000,
  };
  it.each([
    ['a key with a line break', { apiKey: 'inflow_priv_a\nb' }, TypeError],
    ['an empty key', { apiKey: '' }, TypeError],
    ['an address that is none', { apiBaseUrl: 'inflow' }, TypeError],
    ['an address of another scheme', { cardBaseUrl: 'ftp://card.example' }, TypeError],
    ['an address with credentials', { apiBaseUrl: 'https://user:secret@api.example' }, TypeError],
    ['no time at all', { timeoutMs: 0 }, RangeError],
    ['a time beyond what a timer holds', { timeoutMs: 2 ** 31 }, RangeError],
    ['a time that is not a number', { connectTimeoutMs: Number.NaN }, RangeError],
  ])('cannot be made with %s', (_name, wrong, type) => {
    expect(() => createInflowClient({ ...valid, ...wrong })).toThrow(type);
  });
});
