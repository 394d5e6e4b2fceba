import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { signIn, startConsoleWorld } from './support/console.ts';
import { fillDatabase, fillEvents, plansOf, writeDownPlans } from './support/plans.ts';
import { query } from './support/query.ts';
import { startReceiver } from './support/receiver.ts';
import { svixHeaders } from './support/svix-headers.ts';
import {
  createDatabase,
  GOOD_CARD,
  newSession,
  press,
  reasonOf,
  SERVICE_TOKEN,
  WEBHOOK_SECRET,
  type World,
} from './support/world.ts';

const ROWS = 3_000;
const GROWING = [
  'sessions',
  'attempts',
  'payments',
  'refunds',
  'webhook_deliveries',
  'audit',
  'events',
  'event_deliveries',
];

/** Every procedure once, and the lists with each filter and from a page in the middle. */
async function callEverything({ shopper, service, sandbox, api }: World, middle: string): Promise<void> {
  const sessionId = await newSession(shopper);
  await shopper.checkout.quote.query({ sessionId, billingCountry: 'FR', purchasingAsBusiness: false });
  await shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  const { payments } = await service.payments.list.query({ sessionId });
  await sandbox.control.threeDs.approve(payments[0]?.id ?? '');
  await shopper.checkout.complete.mutate({ sessionId });
  await shopper.checkout.get.query({ sessionId });

  const session = {
    idempotencyKey: 'order_1',
    products: [{ name: 'Any', price: 900, quantity: 1 }],
    currency: 'EUR' as const,
    customerEmail: 'shopper7@example.com',
    allowSavedCard: true,
  };
  const made = await service.sessions.create.mutate(session);
  expect(await service.sessions.create.mutate(session)).toEqual(made);
  await shopper.checkout.get.query({ sessionId: made.sessionId });
  await service.sessions.get.query({ sessionId: made.sessionId });
  await service.sessions.expire.mutate({ sessionId: made.sessionId });
  for (const status of ['open', 'processing', 'complete', 'expired', undefined] as const) {
    await service.sessions.list.query({ status });
    await service.sessions.list.query({ status, cursor: middle });
  }

  const order = await service.payments.create.mutate({
    idempotencyKey: randomUUID(),
    products: [{ name: 'Any', price: 900, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'shopper7@example.com',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    card: GOOD_CARD,
  });
  const paymentId = order.id;
  await service.payments.update.mutate({ paymentId, products: [{ name: 'Less', price: 800, quantity: 1 }] });
  await service.payments.confirm.mutate({ paymentId });
  await service.payments.get.query({ paymentId });
  await service.payments.refund.mutate({ paymentId });
  for (const status of ['REFUND_FAILED', 'PAYMENT_SUCCESS', 'NEVER_SEEN', undefined]) {
    await service.payments.list.query({ status });
    await service.payments.list.query({ status, cursor: middle });
  }
  expect(await reasonOf(service.payments.get.query({ paymentId: 'pay_nobody' }))).toBe('NOT_FOUND');

  await readEvents(service, sessionId);
  await fetch(`${api.url}/metrics`, { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } });
  await deliver(api.url, paymentId);
}

/** Also from the middle of what an endpoint has taken, which new events are sent to meanwhile. */
async function readEvents({ events, endpoints }: World['service'], sessionId: string): Promise<void> {
  for (const after of [null, String(ROWS / 2), String(ROWS)]) {
    await events.list.query({ after });
    await events.list.query({ after, types: ['refund.failed', 'session.completed'] });
    await events.list.query({ after, sessionId });
    for (const state of ['waiting', 'delivered', undefined] as const)
      await endpoints.deliveries.query({ endpointId: 'ep_filled', state, cursor: after });
  }
  await endpoints.list.query();
  await endpoints.replay.mutate({ endpointId: 'ep_filled', after: String(ROWS - 10) });
}

/** The console's lists: by each meaning of a text, each filter that has an index, each order, from the first page and from the middle. */
async function searchEverything(world: World): Promise<void> {
  const { console } = await signIn(world, 'admin');
  const { payments, sessions } = console.search;
  const { nextCursor: cursor } = await payments.query({ limit: 100 });
  for (const query of [
    'shopper7@example.com',
    'order-17',
    '4242',
    'card_declined',
    '59.99',
    `pay_${'0'.repeat(32)}`,
    `ref_${'0'.repeat(32)}`,
    new Date().toISOString().slice(0, 10),
  ]) {
    await payments.query({ query });
    await payments.query({ query, sort: 'largest' });
    await sessions.query({ query });
  }
  for (const filter of [
    {},
    { status: 'PAYMENT_SUCCESS' },
    { declineCode: 'card_declined' },
    { cardLast4: '4242' },
    { stray: true },
    { refund: 'failed' as const },
    { createdFrom: '2020-01-01', createdTo: '2040-01-01' },
    { country: 'FR', currency: 'EUR' as const },
  ]) {
    for (const sort of ['newest', 'oldest'] as const) await payments.query({ ...filter, sort });
    await payments.query({ ...filter, cursor });
  }
  for (const sort of ['largest', 'smallest'] as const) {
    const page = await payments.query({ sort });
    await payments.query({ sort, cursor: page.nextCursor });
  }
  for (const attention of ['unresolved', 'unacknowledged', undefined] as const) {
    const page = await sessions.query({ attention });
    await sessions.query({ attention, cursor: page.nextCursor });
  }
  await console.people.audit.query({});
}

async function deliver(url: string, paymentId: string): Promise<void> {
  const body = JSON.stringify({ data: [{ eventType: 'payment.settled', payload: { id: paymentId } }] });
  const headers = svixHeaders(body, { secret: WEBHOOK_SECRET });
  expect((await fetch(`${url}/webhooks/inflow`, { method: 'POST', body, headers })).status).toBe(204);
}

test('nothing that runs all the time reads through a table that grows', async () => {
  const databaseUrl = await createDatabase();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await fillDatabase(client, ROWS);
  await using receiver = await startReceiver();
  receiver.secret = `whsec_${Buffer.from('of the test of plans').toString('base64')}`;
  await fillEvents(client, { count: ROWS, url: receiver.url, secret: receiver.secret });
  const { rows } = await client.query<{ id: string; at: string }>(
    `select id, extract(epoch from created_at) * 1000 as at from payments order by created_at offset ${ROWS / 2} limit 1`,
  );
  await client.end();
  const cursor = Buffer.from(`${Math.floor(Number(rows[0]?.at))}.${rows[0]?.id}`).toString('base64url');
  await writeDownPlans(databaseUrl);

  await using world = await startConsoleWorld({ DATABASE_URL: databaseUrl });
  await callEverything(world, cursor);
  await searchEverything({ ...world, databaseUrl });
  const statements = async () => (await plansOf(databaseUrl)).map(({ query }) => query);
  // The reconciler's rounds come by themselves, and so does the processing of what was delivered; these are their last statements.
  await expect.poll(statements).toContainEqual(expect.stringMatching(/delete from webhook_deliveries/));
  await expect.poll(statements).toContainEqual(expect.stringMatching(/update webhook_deliveries as marked/));
  await expect
    .poll(() => query(world, "select count(*)::int as waiting from event_deliveries where state = 'waiting'"))
    .toEqual([{ waiting: 0 }]);
  // Until all that may go has gone: a tenth of the sessions were never attempted, of which the last month's stay.
  const unused =
    "select count(*)::int from sessions where id not in (select session_id from attempts where session_id is not null) and expires_at < now() - interval '30 days'";
  await expect.poll(async () => (await query(world, unused))[0]).toEqual({ count: 0 });

  const plans = await plansOf(databaseUrl);
  const about = GROWING.map(
    (table) => plans.filter(({ query }) => new RegExp(`\\b${table}\\b`).test(query)).length,
  );
  expect(Math.min(...about)).toBeGreaterThan(2);
  // What the start asks PostgreSQL's own catalogue runs once, and does not grow.
  const slow = plans.filter(
    ({ query, scanned, wasted }) =>
      !query.includes('pg_catalog.') &&
      (wasted > ROWS / 20 || scanned.some((table) => GROWING.includes(table))),
  );
  expect([...new Set(slow.map(({ query, scanned, wasted }) => `${scanned} ${wasted}: ${query}`))]).toEqual(
    [],
  );
});
