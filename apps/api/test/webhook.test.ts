import Fastify from 'fastify';
import pg from 'pg';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { providerWebhooks } from '../src/http/provider-webhooks.ts';
import { createLog } from '../src/log.ts';
import { NO_TRACING } from '../src/telemetry/tracing.ts';
import { type Signing, svixHeaders } from './support/svix-headers.ts';
import { newSession, outcomeOnce, press, startWorld, WEBHOOK_SECRET, type World } from './support/world.ts';

function deliver(world: World, body: string, signing: Partial<Signing> = {}) {
  return fetch(`${world.api.url}/webhooks/inflow`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...svixHeaders(body, { secret: WEBHOOK_SECRET, ...signing }),
    },
  });
}

async function rows(world: World, query: string) {
  const client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

const hint = (paymentId: string, status = 'PAYMENT_SUCCESS') =>
  JSON.stringify({
    data: [
      { eventType: 'payment.settled', payload: { id: paymentId, amountInCents: 1, currency: 'EUR', status } },
      { eventType: 'something.new', payload: { hello: 'world' } },
    ],
  });

test('a payment that is passed at the bank is settled by the webhook alone', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  await world.sandbox.control.threeDs.approve(begun.payment?.id ?? '');
  // The bank's yes leaves the status as it is, and so the sandbox tells nobody; what comes next may be any event.
  expect((await deliver(world, hint(begun.payment?.id ?? ''))).status).toBe(204);
  await outcomeOnce(world, sessionId, 'succeeded');
  const { history } = await world.service.sessions.get.query({ sessionId });
  expect(history.at(-1)).toMatchObject({ actor: 'webhook', to: 'succeeded' });
});

test('a delivery is taken with the unbranded headers of the same standard, and not with parts of both', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const body = hint('pay_1');
  const svix = svixHeaders(body, { secret: WEBHOOK_SECRET });
  const unbranded = Object.fromEntries(
    Object.entries(svix).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]),
  );
  const { 'svix-id': id = '', ...rest } = svix;
  const send = async (headers: Record<string, string>) =>
    (await fetch(`${world.api.url}/webhooks/inflow`, { method: 'POST', body, headers })).status;
  expect(await send(unbranded)).toBe(204);
  expect(await send({ ...rest, 'webhook-id': id })).toBe(401);
  expect(await send({ ...unbranded, 'webhook-signature': 'v1,AAAA' })).toBe(401);
  expect(await rows(world, 'select svix_id from webhook_deliveries')).toHaveLength(1);
});

test('a delivery is a hint: what it says is not believed, what Inflow says is', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  expect((await deliver(world, hint(begun.payment?.id ?? ''))).status).toBe(204);
  await expect
    .poll(() => rows(world, 'select state, events from webhook_deliveries'))
    .toMatchObject([
      {
        state: 'processed',
        events: [{ eventType: 'payment.settled' }, { eventType: 'something.new', paymentId: null }],
      },
    ]);
  expect((await world.shopper.checkout.get.query({ sessionId })).outcome?.status).toBe('requires_action');
});

test('the same delivery twice is kept once', async () => {
  await using world = await startWorld();
  expect((await deliver(world, hint('pay_x'))).status).toBe(204);
  expect((await deliver(world, hint('pay_x'))).status).toBe(204);
  expect(await rows(world, 'select 1 from webhook_deliveries')).toHaveLength(1);
});

test('a delivery that a killed node had taken is processed by another when its time is over, and not before', async () => {
  await using world = await startWorld();
  await rows(
    world,
    `insert into webhook_deliveries (svix_id, sent_at, events, tries, due_at)
     values ('msg_over', now(), '[]', 1, now() - interval '1 second'), ('msg_taken', now(), '[]', 1, now() + interval '1 hour')`,
  );
  const stateOf = (id: string) =>
    rows(world, `select state, tries from webhook_deliveries where svix_id = '${id}'`);
  await expect.poll(() => stateOf('msg_over')).toEqual([{ state: 'processed', tries: 2 }]);
  expect(await stateOf('msg_taken')).toEqual([{ state: 'pending', tries: 1 }]);
});

test('deliveries about one payment that wait together are processed by one reading of it', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const { payment } = await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  const id = payment?.id ?? '';
  const readings = async () =>
    (await world.sandbox.control.requests()).filter(
      ({ operation, path }) => operation === 'read' && path.includes(id),
    ).length;
  const before = await readings();
  const events = JSON.stringify([{ eventType: 'payment.settled', paymentId: id }]);
  await rows(
    world,
    `insert into webhook_deliveries (svix_id, sent_at, events)
     select 'msg_' || each, now(), '${events}' from generate_series(1, 50) as each`,
  );
  await expect
    .poll(() =>
      rows(world, "select count(*)::int as count from webhook_deliveries where state = 'processed'"),
    )
    .toEqual([{ count: 50 }]);
  expect((await readings()) - before).toBe(1);
});

test('a delivery that brings no news of a paid payment writes nothing to it, one that brings some does', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const { payment } = await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  const id = payment?.id ?? '';
  const processed = (svixId: string) =>
    expect
      .poll(() => rows(world, `select state from webhook_deliveries where svix_id = '${svixId}'`))
      .toEqual([{ state: 'processed' }]);
  const kept = () => rows(world, 'select xmin::text as writer, status from payments');
  const [before] = await kept();
  await deliver(world, hint(id), { id: 'msg_no_news' });
  await processed('msg_no_news');
  expect(await kept()).toEqual([before]);

  await world.sandbox.control.clock.advance(60_000);
  await deliver(world, hint(id), { id: 'msg_news' });
  await processed('msg_news');
  const [now] = await world.sandbox.control.payments.list();
  expect(now?.status).not.toBe(payment?.status);
  expect(await kept()).toMatchObject([{ status: now?.status }]);
});

test('what was processed a month ago is forgotten, what is dead or fresh is kept', async () => {
  await using world = await startWorld();
  await rows(
    world,
    `insert into webhook_deliveries (svix_id, sent_at, events, state, created_at) values
       ('msg_old', now(), '[]', 'processed', now() - interval '31 days'),
       ('msg_fresh', now(), '[]', 'processed', now() - interval '29 days'),
       ('msg_dead', now(), '[]', 'dead', now() - interval '31 days')`,
  );
  await expect
    .poll(() => rows(world, 'select svix_id from webhook_deliveries order by 1'))
    .toEqual([{ svix_id: 'msg_dead' }, { svix_id: 'msg_fresh' }]);
});

test('forged, unsigned, stale and future deliveries are refused and leave nothing', async () => {
  await using world = await startWorld();
  const other = `whsec_${Buffer.from('another secret than ours').toString('base64')}`;
  expect((await deliver(world, hint('pay_x'), { secret: other })).status).toBe(401);
  expect((await deliver(world, hint('pay_x'), { at: new Date(Date.now() - 400_000) })).status).toBe(401);
  expect((await deliver(world, hint('pay_x'), { at: new Date(Date.now() + 400_000) })).status).toBe(401);
  const unsigned = await fetch(`${world.api.url}/webhooks/inflow`, { method: 'POST', body: hint('pay_x') });
  expect(unsigned.status).toBe(401);
  expect(await rows(world, 'select 1 from webhook_deliveries')).toEqual([]);
});

test('any of several secrets will do while one is rotated', async () => {
  const next = `whsec_${Buffer.from('the secret that comes next').toString('base64')}`;
  await using world = await startWorld({ INFLOW_WEBHOOK_SECRET: `${WEBHOOK_SECRET},${next}` });
  expect((await deliver(world, hint('pay_x'), { id: 'msg_a' })).status).toBe(204);
  expect((await deliver(world, hint('pay_x'), { id: 'msg_b', secret: next })).status).toBe(204);
});

test('without a secret nothing is accepted', async () => {
  await using world = await startWorld({ INFLOW_WEBHOOK_SECRET: '' });
  expect((await deliver(world, hint('pay_x'))).status).toBe(503);
  expect(await rows(world, 'select 1 from webhook_deliveries')).toEqual([]);
});

test('a signed body that is no batch is refused for good', async () => {
  await using world = await startWorld();
  expect((await deliver(world, '{"data": "none"}')).status).toBe(400);
  expect((await deliver(world, 'hello')).status).toBe(400);
});

test("Inflow's question whether the address exists is answered", async () => {
  await using world = await startWorld();
  expect((await fetch(`${world.api.url}/webhooks/inflow`, { method: 'HEAD' })).status).toBe(200);
});

test('a flood of unsigned deliveries is one line in the log, hides no other reason, and is counted', async () => {
  await using world = await startWorld();
  const lines: string[] = [];
  const registry = new Registry();
  const app = Fastify();
  await using _ = { [Symbol.asyncDispose]: () => app.close() };
  await app.register(providerWebhooks, {
    db: world.api.deps.db,
    secrets: () => [WEBHOOK_SECRET],
    now: () => new Date(),
    log: createLog('warn', { write: (line) => void lines.push(line) }),
    registry,
    tracing: NO_TRACING,
    onKept: () => undefined,
  });
  const url = '/webhooks/inflow';
  const other = `whsec_${Buffer.from('another secret of these tests').toString('base64')}`;
  for (let sent = 0; sent < 200; sent += 1)
    expect((await app.inject({ method: 'POST', url, payload: '{}' })).statusCode).toBe(401);
  for (let sent = 0; sent < 3; sent += 1) {
    const headers = svixHeaders('{}', { secret: other });
    expect((await app.inject({ method: 'POST', url, payload: '{}', headers })).statusCode).toBe(401);
  }
  const reasons = lines.map((line) => JSON.parse(line).reason);
  expect(reasons).toHaveLength(2);
  const metrics = await registry.metrics();
  expect(metrics).toContain(`checkout_refused_deliveries_total{reason="${reasons[0]}"} 200`);
  expect(metrics).toContain(`checkout_refused_deliveries_total{reason="${reasons[1]}"} 3`);
});
