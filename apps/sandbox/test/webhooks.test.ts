import { describe, expect, test } from 'vitest';
import type { Control, Delivery } from '../src/control/client.ts';
import { startSandbox } from '../src/start.ts';
import { documentedCreate, fixture, inflowAt, withCard } from './inflow.ts';
import { madeUpNumber } from './made-up-number.ts';
import { type Received, secret, startReceiver, startWithReceiver } from './receiver.ts';

const apiKey = 'inflow_priv_webhooks';

const setup = () => startWithReceiver(apiKey);

/** Reads the delivery log until it says what is waited for. */
async function deliveryThat(control: Control, wanted: (delivery: Delivery) => boolean): Promise<Delivery> {
  for (;;) {
    const found = (await control.deliveries.list()).find(wanted);
    if (found !== undefined) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('deliveries', () => {
  test('payment_created and each status change arrive signed, in the documented form', async () => {
    await using all = await setup();
    const payment = await all.inflow.pay(documentedCreate());
    const received = await all.receiver.arrived(2);
    const created = received.find(({ events }) => events[0]?.eventType === 'payment_created');
    const changed = received.find(({ events }) => events[0]?.eventType === 'payment_status_updated');
    const documented = (fixture('webhook.payment_created.json').data as { payload: object }[])[0]?.payload;
    expect(Object.keys(created?.events[0]?.payload ?? {}).sort()).toEqual(
      Object.keys(documented ?? {}).sort(),
    );
    expect(created?.events[0]?.payload).toMatchObject({ status: 'INITIATION', depositStatus: null });
    expect(changed?.events[0]?.payload).toEqual(payment);
    expect(received.every(({ signatureMatches }) => signatureMatches)).toBe(true);
  });

  test('received, settled and refunded happen by themselves and are delivered', async () => {
    await using all = await setup();
    const { id } = await all.inflow.pay(documentedCreate());
    await all.control.clock.advance(3_600_000);
    expect(await all.inflow.read(id)).toMatchObject({ status: 'PAYMENT_SUCCESS' });
    await all.inflow.refund(id);
    await all.control.clock.advance(3_600_000);
    expect(await all.inflow.read(id)).toMatchObject({ status: 'FULLY_REFUNDED' });
    await all.receiver.arrived(6);
    expect(all.receiver.statuses().sort()).toEqual(
      [
        'INITIATION',
        'CHECKOUT_SUCCESS',
        'PAYMENT_RECEIVED',
        'PAYMENT_SUCCESS',
        'REFUND_PENDING',
        'FULLY_REFUNDED',
      ].sort(),
    );
  });

  test('deliveries of a skipped week carry the real time, so that receivers accept them', async () => {
    await using all = await setup();
    await all.inflow.create(documentedCreate());
    await all.control.clock.advance(7 * 86_400_000);
    const received = await all.receiver.arrived(4);
    for (const { timestamp } of received) {
      expect(Math.abs(Date.now() / 1000 - timestamp)).toBeLessThan(300);
    }
  });

  test('both generations of event names can be subscribed to, and come as one batch', async () => {
    await using all = await setup();
    await all.control.dialect.set({ eventNames: 'both' });
    const [webhook] = (await all.inflow.api('GET', '/api/webhook')).body as unknown as {
      webhookId: string;
    }[];
    const path = `/api/webhook/${webhook?.webhookId}/event-types`;
    const eventTypes = ['payment_status_updated', 'payment.authorized'];
    expect((await all.inflow.api('PATCH', path, { eventTypes })).status).toBe(200);
    await all.inflow.create(documentedCreate());
    const [first] = await all.receiver.arrived(1);
    expect(first?.events.map(({ eventType }) => eventType)).toEqual(eventTypes);
  });

  test('a marketplace’s event wraps the payment', async () => {
    await using all = await setup();
    await all.control.webhooks.configure({
      url: all.receiver.url,
      secret,
      eventTypes: ['connect.payment.authorized'],
    });
    const payment = await all.inflow.pay(documentedCreate());
    const [first] = await all.receiver.arrived(1);
    const [documented] = fixture('webhook.connect.payment.authorized.json').data as Received['events'];
    const [event] = first?.events ?? [];
    expect(event?.eventType).toBe(documented?.eventType);
    expect(Object.keys(event?.payload ?? {}).sort()).toEqual(Object.keys(documented?.payload ?? {}).sort());
    expect(event?.payload).toMatchObject({
      object: documented?.payload.object,
      eventType: documented?.payload.eventType,
      subMerchant: { id: expect.any(String), merchantName: expect.any(String) },
    });
    expect(event?.payload.data).toEqual(payment);
  });

  test('a receiver that does not respond in time gets another attempt', async () => {
    await using receiver = await startReceiver();
    await using sandbox = await startSandbox({
      apiKey,
      webhook: { url: receiver.url, secret },
      webhookTimeoutMs: 2_000,
    });
    receiver.state.silent = true;
    await inflowAt({ ...sandbox, apiKey }).create({ ...documentedCreate(), autoConfirm: false });
    const late = await deliveryThat(sandbox.control, ({ attempts }) => attempts.length === 1);
    expect(late).toMatchObject({
      status: 'pending',
      attempts: [{ status: null, error: 'no response in time' }],
    });
    receiver.state.silent = false;
    await sandbox.control.clock.advance(60_000);
    await deliveryThat(sandbox.control, ({ id, status }) => id === late.id && status === 'delivered');
  });

  test('a failed delivery is retried with the same id, on the virtual clock', async () => {
    await using all = await setup();
    all.receiver.state.status = 500;
    await all.inflow.create(withCard('4242424242424242'));
    const failed = await deliveryThat(all.control, ({ attempts }) => attempts.length === 1);
    expect(failed).toMatchObject({ status: 'pending', attempts: [{ status: 500 }] });
    all.receiver.state.status = 204;
    await all.control.clock.advance(5000);
    const done = await deliveryThat(all.control, ({ status }) => status === 'delivered');
    expect(done.attempts.map(({ status }) => status)).toEqual([500, 204]);
    expect(new Set(all.receiver.received.map(({ id }) => id))).toEqual(new Set([done.id]));
  });

  test('after ten failed attempts the endpoint is disabled', async () => {
    await using all = await setup();
    all.receiver.state.status = 500;
    await all.inflow.create(withCard('4242424242424242'));
    for (let attempts = 1; attempts <= 10; attempts++) {
      await deliveryThat(all.control, (delivery) => delivery.attempts.length === attempts);
      await all.control.clock.advance(11 * 3_600_000);
    }
    const [webhook] = (await all.inflow.api('GET', '/api/webhook')).body as unknown as {
      webhookId: string;
    }[];
    const { body } = await all.inflow.api('GET', `/api/webhook/${webhook?.webhookId}/status`);
    expect(body).toMatchObject({ status: 'disabled', failureReason: expect.any(String) });
    expect(all.receiver.received).toHaveLength(10);
  });

  test('a delivery can be redelivered', async () => {
    await using all = await setup();
    await all.inflow.create(withCard('4242424242424242'));
    const { id } = await deliveryThat(all.control, ({ status }) => status === 'delivered');
    const again = await all.control.deliveries.redeliver(id);
    expect(again.attempts).toHaveLength(2);
    expect(all.receiver.received.map((delivery) => delivery.id)).toEqual([id, id]);
  });
});

describe('registration', () => {
  test('sends HEAD to the URL first, responds with the documented body, and signs with the returned secret', async () => {
    await using all = await setup();
    const { status, body } = await all.inflow.api('POST', '/api/webhook', { url: all.receiver.url });
    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(Object.keys(fixture('webhook.created.json')).sort());
    expect(body).toMatchObject({ webhookUrl: all.receiver.url, secret: expect.stringMatching(/^whsec_/) });
    expect(all.receiver.methods).toEqual(['HEAD']);
    const found = await all.inflow.api('GET', `/api/webhook/${body.webhookId}/secret`);
    expect(found.body.secret).toBe(body.secret);
  });

  test('accepts only https or loopback URLs that respond, and at most five', async () => {
    await using all = await setup();
    const register = (url: unknown) => all.inflow.api('POST', '/api/webhook', { url });
    expect((await register('http://example.com/hook')).status).toBe(400);
    expect((await register('not an address')).status).toBe(400);
    all.receiver.state.status = 500;
    expect((await register(all.receiver.url)).status).toBe(400);
    all.receiver.state.status = 204;
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await register(all.receiver.url)).status);
    expect(statuses).toEqual([201, 201, 201, 201, 400]);
  });

  test('webhooks are listed and read, and have a status and a secret, in the documented form', async () => {
    await using all = await setup();
    const { body } = await all.inflow.api('POST', '/api/webhook', { url: all.receiver.url });
    const { webhookId, webhookUrl, secret } = body;
    const path = `/api/webhook/${webhookId}`;
    const [documented] = fixture('webhook.list.response.json') as unknown as object[];
    const { body: listed } = await all.inflow.api('GET', '/api/webhook');
    expect(listed).toHaveLength(2);
    expect((listed as unknown as object[])[1]).toEqual({ ...documented, webhookId, webhookUrl });
    expect((await all.inflow.api('GET', path)).body).toEqual({ webhookId, webhookUrl });
    const enabled = { ...fixture('webhook.status.response.json'), webhookId, webhookUrl };
    expect((await all.inflow.api('GET', `${path}/status`)).body).toEqual(enabled);
    expect((await all.inflow.api('GET', `${path}/secret`)).body).toEqual({
      ...fixture('webhook.secret.response.json'),
      webhookId,
      secret,
    });
    expect((await all.inflow.api('GET', '/api/webhook/wh_unknown/status')).status).toBe(404);
  });

  test('event types replace those before, also types of other things than payments, which never fire', async () => {
    await using all = await setup();
    const [webhook] = (await all.inflow.api('GET', '/api/webhook')).body as unknown as {
      webhookId: string;
    }[];
    const path = `/api/webhook/${webhook?.webhookId}/event-types`;
    const documented = fixture('webhook.event-types.request.json');
    expect(await all.inflow.api('PATCH', path, documented)).toMatchObject({ status: 200, body: documented });
    const other = { eventTypes: ['payment_setup.completed', 'withdrawal.paid'] };
    expect((await all.inflow.api('PATCH', path, other)).body).toMatchObject(other);
    await all.inflow.create(documentedCreate());
    expect(await all.control.deliveries.list()).toEqual([]);
    for (const eventTypes of [[], [''], 'payment_created', [`payment.${madeUpNumber()}`]])
      expect((await all.inflow.api('PATCH', path, { eventTypes })).status).toBe(400);
  });

  test('two webhooks of one account both get what happens', async () => {
    await using all = await setup();
    await using other = await startReceiver();
    await all.control.webhooks.add({ url: other.url, secret });
    await all.inflow.create(withCard('4242424242424242'));
    expect(await Promise.all([all.receiver.arrived(1), other.arrived(1)])).toMatchObject([
      [{ signatureMatches: true }],
      [{ signatureMatches: true }],
    ]);
  });

  test('a disabled or deleted webhook gets nothing', async () => {
    await using all = await setup();
    const { body } = await all.inflow.api('POST', '/api/webhook', { url: all.receiver.url });
    const path = `/api/webhook/${body.webhookId}`;
    const disable = fixture('webhook.set-status.request.json');
    expect((await all.inflow.api('PATCH', path, disable)).body).toMatchObject(disable);
    await all.inflow.create(withCard('4242424242424242'));
    await all.receiver.arrived(1);
    const to = (await all.control.deliveries.list()).map(({ webhookId }) => webhookId);
    expect(to).not.toContain(body.webhookId);
    expect((await all.inflow.api('DELETE', path)).status).toBe(200);
    expect((await all.inflow.api('GET', path)).status).toBe(404);
  });
});

describe('webhook faults', () => {
  const createUnder = async (
    all: Awaited<ReturnType<typeof setup>>,
    kind: 'duplicate' | 'bad_signature' | 'stale_timestamp',
  ) => {
    await all.control.webhookFaults.add({ kind, count: 1 });
    await all.inflow.create(withCard('4242424242424242'));
  };

  test('duplicate: the same delivery twice', async () => {
    await using all = await setup();
    await createUnder(all, 'duplicate');
    const received = await all.receiver.arrived(2);
    expect(received[0]?.id).toBe(received[1]?.id);
  });

  test('bad_signature and stale_timestamp: the delivery does not verify', async () => {
    await using all = await setup();
    await createUnder(all, 'bad_signature');
    await all.receiver.arrived(1);
    await createUnder(all, 'stale_timestamp');
    const [bad, stale] = await all.receiver.arrived(2);
    expect(bad?.signatureMatches).toBe(false);
    expect(stale?.signatureMatches).toBe(true);
    expect(Date.now() / 1000 - (stale?.timestamp ?? 0)).toBeGreaterThan(300);
  });

  test('drop: nothing arrives, the delivery is logged as dropped, and it can be redelivered', async () => {
    await using all = await setup();
    await all.control.webhookFaults.add({ kind: 'drop', count: 1 });
    await all.inflow.create(withCard('4242424242424242'));
    const dropped = await deliveryThat(all.control, ({ status }) => status === 'dropped');
    expect(all.receiver.received).toEqual([]);
    expect(await all.control.deliveries.redeliver(dropped.id)).toMatchObject({ attempts: [{ status: 204 }] });
  });

  test('reorder: the second delivery arrives before the first', async () => {
    await using all = await setup();
    await all.control.webhookFaults.add({ kind: 'reorder', count: 1, delayMs: 3_600_000 });
    await all.inflow.create(documentedCreate());
    await all.receiver.arrived(2);
    expect(all.receiver.statuses()).toEqual(['CHECKOUT_SUCCESS', 'INITIATION']);
  });

  test('delay: the delivery is held until the virtual clock reaches its time', async () => {
    await using all = await setup();
    await all.control.webhookFaults.add({
      kind: 'delay',
      eventType: 'payment_created',
      count: 1,
      delayMs: 60_000,
    });
    await all.inflow.create(documentedCreate());
    await all.receiver.arrived(1);
    expect(all.receiver.statuses()).toEqual(['CHECKOUT_SUCCESS']);
    await all.control.clock.advance(60_000);
    await all.receiver.arrived(3);
    expect(all.receiver.statuses()).toContain('INITIATION');
  });

  test('early: the delivery arrives before the response to create', async () => {
    await using all = await setup();
    await all.control.webhookFaults.add({ kind: 'early', count: 1 });
    await all.inflow.create(withCard('4242424242424242'));
    expect(all.receiver.statuses()).toEqual(['INITIATION']);
  });
});
