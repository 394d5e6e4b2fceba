import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type ReceivedSpan, startCollector } from './support/collector.ts';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { MARKS, makeMarkedPayments } from './support/marked-payments.ts';
import { startReceiver } from './support/receiver.ts';
import { svixHeaders } from './support/svix-headers.ts';
import {
  CUSTOMER,
  createClient,
  newSession,
  outcomeOnce,
  press,
  SERVICE_TOKEN,
  startWorld,
  WEBHOOK_SECRET,
} from './support/world.ts';

/** A trace that the merchant's service has begun, and its call in it. */
function merchantsTrace(flags = '01') {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, header: `00-${traceId}-${spanId}-${flags}` };
}

/** `sessions.create`, called with a `traceparent`. */
async function createSession(url: string, traceparent: string, token = SERVICE_TOKEN): Promise<string> {
  const response = await fetch(`${url}/trpc/sessions.create`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', traceparent },
    body: JSON.stringify({
      products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
      currency: 'EUR',
      customerEmail: CUSTOMER.email,
    }),
  });
  const { result } = (await response.json()) as { result: { data: { sessionId: string } } };
  return result.data.sessionId;
}

function deliver(url: string, paymentId: string): Promise<Response> {
  const payload = { id: paymentId, amountInCents: 1, currency: 'EUR', status: 'PAYMENT_SUCCESS' };
  const body = JSON.stringify({ data: [{ eventType: 'payment.settled', payload }] });
  const headers = { 'content-type': 'application/json', ...svixHeaders(body, { secret: WEBHOOK_SECRET }) };
  return fetch(`${url}/webhooks/inflow`, { method: 'POST', body, headers });
}

const named = (spans: readonly ReceivedSpan[], name: string) => spans.filter((span) => span.name === name);

test('one trace leads from the merchant over two nodes to Inflow, its webhook and the event out', async () => {
  await using collector = await startCollector();
  await using receiver = await startReceiver();
  const arrived: (string | undefined)[] = [];
  receiver.answer = (request, response) => {
    arrived.push(request.headers.traceparent as string | undefined);
    response.writeHead(204).end();
  };
  await using world = await startWorld({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    PRIVATE_ENDPOINTS: 'on',
    RECONCILE_AFTER_MS: '600000',
  });
  await using other = await world.startNode();
  receiver.secret = (await world.service.endpoints.create.mutate({ url: receiver.url })).secret;

  const merchant = merchantsTrace();
  const sessionId = await createSession(world.api.url, merchant.header);
  const shopper = createClient(other.url);
  // The issuer asks, so that the webhook is what brings the outcome.
  const begun = await shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  const paymentId = begun.payment?.id ?? '';
  await world.sandbox.control.threeDs.approve(paymentId);
  expect((await deliver(world.api.url, paymentId)).status).toBe(204);
  await outcomeOnce(world, sessionId, 'succeeded');

  const ofTrace = () => collector.spans.filter(({ traceId }) => traceId === merchant.traceId);
  const expected = [
    'sessions.create',
    'checkout.pay',
    'attempt.create',
    'inflow createPayment',
    'webhook.process',
    'inflow readPayment',
    'inflow confirmPayment',
    'event payment.authorized',
    'event session.completed',
  ];
  await expect
    .poll(() => expected.filter((name) => named(ofTrace(), name).length === 0), { timeout: 60_000 })
    .toEqual([]);

  const spans = ofTrace();
  expect(new Set(spans.map(({ node }) => node)).size).toBe(2);
  const [created] = named(spans, 'sessions.create');
  const [paid] = named(spans, 'checkout.pay');
  expect(created?.parentSpanId).toBe(merchant.spanId);
  expect(paid?.parentSpanId).toBe(created?.spanId);
  expect(paid?.node).not.toBe(created?.node);
  // Every span hangs below the merchant's call.
  const known = new Set([merchant.spanId, ...spans.map(({ spanId }) => spanId)]);
  expect(spans.filter(({ parentSpanId }) => !known.has(parentSpanId ?? ''))).toEqual([]);
  // The delivery came in a trace of its own, which its processing names.
  await expect.poll(() => named(collector.spans, 'webhook.receive').length).toBe(1);
  const [received] = named(collector.spans, 'webhook.receive');
  expect(named(spans, 'webhook.process')[0]?.links).toContainEqual(
    expect.objectContaining({ traceId: received?.traceId, spanId: received?.spanId }),
  );
  const steps = spans.flatMap(({ events }) => events.filter(({ name }) => name === 'payment step'));
  expect(steps.length).toBeGreaterThanOrEqual(3);
  // The merchant's endpoint can go on with the same trace.
  const sent = named(spans, 'event session.completed')[0];
  expect(arrived).toContain(`00-${merchant.traceId}-${sent?.spanId}-01`);
});

test('a job of another node resolves a lost response in the same trace, after the first node has ended', async () => {
  await using collector = await startCollector();
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const first = await world.startNode({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const merchant = merchantsTrace();
  const sessionId = await createSession(first.url, merchant.header);
  const { faults } = world.sandbox.control;
  await faults.add({ operation: 'create', kind: 'work_then_drop', count: 1 });
  await faults.add({ operation: 'list', kind: 'status', status: 503, count: 3 });
  await world.api.close();
  await createClient(first.url).checkout.pay.mutate(press(sessionId));
  await first.close();
  await using _second = await world.startNode({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    RECONCILE_AFTER_MS: '600',
  });
  const resolved = () =>
    named(collector.spans, 'attempt.resolve').filter(
      ({ traceId, node }) =>
        traceId === merchant.traceId && node !== named(collector.spans, 'sessions.create')[0]?.node,
    );
  await expect.poll(() => resolved().length, { timeout: 60_000 }).toBeGreaterThan(0);
});

test('a shopper cannot have calls recorded, and a trace that is not sampled stays so on every node', async () => {
  await using collector = await startCollector();
  const world = await startWorld({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_TRACES_SAMPLER: 'parentbased_always_off',
  });
  const [unsampled, shoppers, sampled] = [merchantsTrace('00'), merchantsTrace(), merchantsTrace()];
  const paid = await createSession(world.api.url, unsampled.header);
  await world.shopper.checkout.pay.mutate(press(paid));
  await fetch(`${world.api.url}/trpc/catalog.list`, { headers: { traceparent: shoppers.header } });
  await createSession(world.api.url, sampled.header);
  await world[Symbol.asyncDispose]();
  expect(collector.spans.map(({ name, traceId }) => [name, traceId])).toEqual([
    ['sessions.create', sampled.traceId],
  ]);
});

test('Inflow is sent nothing of the trace', async () => {
  await using collector = await startCollector();
  await using world = await startWorld();
  const headers: string[] = [];
  const record = (body: unknown, _path: string, sent: object) => {
    headers.push(...Object.keys(sent));
    return body;
  };
  await using cardHost = await startInflowProxy(world.sandbox.cardUrl, record);
  await using apiHost = await startInflowProxy(world.sandbox.apiUrl, record);
  await using node = await world.startNode({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    INFLOW_API_BASE_URL: apiHost.url,
    INFLOW_CARD_BASE_URL: cardHost.url,
  });
  const sessionId = await createSession(node.url, merchantsTrace().header);
  await createClient(node.url).checkout.pay.mutate(press(sessionId));
  expect(headers).toContain('x-inflow-api-key');
  expect(headers.filter((name) => /trace|baggage/.test(name))).toEqual([]);
});

test('no span has a card, an e-mail address, the id of a session or a text of the caller', async () => {
  await using collector = await startCollector();
  const world = await startWorld({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const { sessions, paid, number } = await makeMarkedPayments(world);
  const { email, cvc } = MARKS;
  const { paymentId } = await world.service.sessions.get.query({ sessionId: paid });
  await world.service.payments.refund.mutate({ paymentId: String(paymentId), reason: email });
  await fetch(`${world.api.url}/trpc/${paid}?email=${email}&number=${number}`);
  await world[Symbol.asyncDispose]();

  const sent = collector.bodies.join('\n');
  for (const name of ['checkout.pay', 'attempt.create', 'attempt.resolve', 'payments.refund'])
    expect(named(collector.spans, name).length).toBeGreaterThan(0);
  for (const secret of [email, number, cvc, number.slice(-4), ...sessions])
    expect(sent.includes(`"${secret}"`) || (secret.length > 4 && sent.includes(secret))).toBe(false);
});

test('a collector that is away costs no call', async () => {
  await using world = await startWorld({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  const sessionId = await newSession(world.shopper);
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
});
