import pg from 'pg';
import { expect, test } from 'vitest';
import { openDatabase, openPool } from '../src/db/database.ts';
import { replayDeadDeliveries } from '../src/db/webhook-inbox.ts';
import { svixHeaders } from './support/svix-headers.ts';
import {
  countRequests,
  newSession,
  press,
  SERVICE_TOKEN,
  startWorld,
  WEBHOOK_SECRET,
  type World,
} from './support/world.ts';

async function metricsOf(world: World): Promise<string> {
  const answer = await fetch(`${world.api.url}/metrics`, {
    headers: { authorization: `Bearer ${SERVICE_TOKEN}` },
  });
  return answer.text();
}

async function query(world: World, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function deliver(world: World, paymentId: string): Promise<number> {
  const body = JSON.stringify({ data: [{ eventType: 'payment_created', payload: { id: paymentId } }] });
  const headers = svixHeaders(body, { secret: WEBHOOK_SECRET });
  return (await fetch(`${world.api.url}/webhooks/inflow`, { method: 'POST', body, headers })).status;
}

test('a delivery that cannot be processed is tried again, ends as dead where everybody sees it, and can be replayed', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const paid = await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  await world.sandbox.control.faults.add({ operation: 'read', kind: 'status', status: 503 });
  expect(await deliver(world, paid.payment?.id ?? '')).toBe(204);
  const delivery = () => query(world, 'select state, tries, last_error from webhook_deliveries');
  await expect.poll(delivery).toMatchObject([{ state: 'pending', last_error: 'readPayment: server' }]);

  // Ten hours later: only the last try is left, and it is due. A try that runs meanwhile does not count.
  const lastTry = async () => {
    await query(world, 'update webhook_deliveries set tries = 11, due_at = now() where tries < 11');
    return delivery();
  };
  await expect.poll(lastTry).toMatchObject([{ state: 'dead', tries: 12 }]);
  expect(await metricsOf(world)).toContain('checkout_dead_deliveries 1');

  await world.sandbox.control.faults.clear();
  const pool = openPool(world.databaseUrl, () => undefined);
  expect(await replayDeadDeliveries(openDatabase(pool))).toBe(1);
  await pool.end();
  await expect.poll(delivery).toMatchObject([{ state: 'processed' }]);
  expect(await metricsOf(world)).toContain('checkout_dead_deliveries 0');
});

test('a charge that belongs to no attempt is recorded, counted until it is paid back, and not refunded without proof', async () => {
  await using world = await startWorld({ ORPHAN_CHARGES: 'report' });
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  const stray = await world.sandbox.control.payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents: 4999,
    metadatas: { checkoutSessionId: sessionId },
  });
  await expect.poll(() => metricsOf(world)).toContain('checkout_orphan_charges 1');
  const session = await world.service.sessions.get.query({ sessionId });
  expect(session.paymentId).not.toBe(stray.id);
  expect(session.history.at(-1)).toMatchObject({ actor: 'reconciler', action: 'payment.orphan_found' });
  // Two comparisons later still nothing is refunded.
  const comparisons = () => countRequests(world, 'list');
  const before = await comparisons();
  await expect.poll(comparisons).toBeGreaterThan(before + 2);
  const found = (await world.sandbox.control.payments.list()).find((payment) => payment.id === stray.id);
  expect(found?.status).toBe('CHECKOUT_SUCCESS');
  expect(await metricsOf(world)).toContain('checkout_orphan_charges 1');

  // In Inflow's dashboard.
  await fetch(`${world.sandbox.apiUrl}/api/payment/${stray.id}/refund`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-inflow-api-key': world.apiKey },
    body: '{}',
  });
  await expect.poll(() => metricsOf(world)).toContain('checkout_orphan_charges 0');
  await world.sandbox.control.clock.advance(60_000);
  await expect
    .poll(() => query(world, 'select status from payments where orphan'))
    .toEqual([{ status: 'FULLY_REFUNDED' }]);
  expect(await metricsOf(world)).toContain('checkout_orphan_charges 0');
});

test('a session whose time is over is written down as expired, and an open challenge of it is given up', async () => {
  await using world = await startWorld();
  const plain = await newSession(world.shopper);
  const atBank = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(press(atBank, { number: '4000020000000000' }));
  await query(world, 'update sessions set expires_at = now()');
  await world.sandbox.control.threeDs.approve(begun.payment?.id ?? '');
  for (const sessionId of [plain, atBank]) {
    await expect
      .poll(async () => (await world.service.sessions.get.query({ sessionId })).history.at(-1))
      .toMatchObject({ actor: 'reconciler', action: 'session.expired', to: 'expired' });
  }
  expect(await world.sandbox.control.ledger()).toEqual([]);
});

test('sessions whose time is over are written down a few hundred at a time, but for one with an active attempt', async () => {
  await using world = await startWorld();
  await query(
    world,
    `insert into sessions (id, currency, items, subtotal, created_by, expires_at)
     select 'cs_' || i, 'EUR', '[]', 900, 'shopper', now() - interval '1 minute' from generate_series(0, 600) as i;
     insert into attempts (id, session_id, owner, key, fingerprint, state, due_at, automatic, confirms, amount, currency, customer_email)
     values (gen_random_uuid(), 'cs_0', 'cs_0', 'key', 'f', 'requires_action', '2100-01-01', false, true, 900, 'EUR', 'shopper@example.com')`,
  );
  const sessions = () =>
    query(world, 'select status, version, count(*)::int from sessions group by 1, 2 order by 1');
  await expect.poll(sessions).toEqual([
    { status: 'expired', version: 2, count: 600 },
    { status: 'open', version: 1, count: 1 },
  ]);
  expect(
    await query(
      world,
      "select actor, count(distinct session_id)::int, count(*)::int as rows from audit where action = 'session.expired' group by 1",
    ),
  ).toEqual([{ actor: 'reconciler', count: 600, rows: 600 }]);
  expect(await query(world, "select status from sessions where id = 'cs_0'")).toEqual([{ status: 'open' }]);
});

test('the age of the last comparison of the whole list is told, and grows while the list cannot be read', async () => {
  await using world = await startWorld();
  const { faults, requests } = world.sandbox.control;
  const age = async () =>
    Number(/^checkout_last_comparison_seconds (.*)$/m.exec(await metricsOf(world))?.[1]);
  await expect
    .poll(() => query(world, 'select compared_at is not null as done from installation'))
    .toEqual([{ done: true }]);
  await faults.add({ operation: 'list', kind: 'status', status: 503 });
  const refused = async () =>
    (await requests()).filter(({ operation, status }) => operation === 'list' && status === 503).length;
  // A reading that had begun before is over when the next one is refused.
  await expect.poll(refused).toBeGreaterThan(0);
  await query(world, "update installation set compared_at = now() - interval '30 hours'");
  const before = await refused();
  await expect.poll(refused).toBeGreaterThan(before + 6);
  expect(await age()).toBeGreaterThanOrEqual(30 * 3600);
  await faults.clear();
  await expect.poll(age).toBeLessThan(30 * 3600);
});

test('the metrics are for services with the scope for them, and for unscoped tokens', async () => {
  await using world = await startWorld({
    SERVICE_TOKENS:
      'a[metrics]:a-token-for-metrics,b[read+pay+refund+events]:a-token-for-the-rest,c:a-token-for-everything',
  });
  const ask = (token: string | null) =>
    fetch(`${world.api.url}/metrics`, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  expect((await ask(null)).status).toBe(401);
  const refused = await ask('a-token-for-the-rest');
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { error: { data: { reason: 'MISSING_SCOPE' } } },
  ]);
  expect((await ask('a-token-for-metrics')).status).toBe(200);
  expect((await ask('a-token-for-everything')).status).toBe(200);
});
