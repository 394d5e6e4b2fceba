import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { signIn, startConsoleWorld } from './support/console.ts';
import { query } from './support/query.ts';
import { createDatabase, GOOD_CARD, press, SERVICE_TOKEN, startWorld, type World } from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };
const today = () => new Date().toISOString().slice(0, 10);

async function download(url: string, headers: Record<string, string>) {
  const response = await fetch(url, { headers });
  const text = await response.text();
  const [head = '', ...lines] = text.split('\r\n').filter((line) => line !== '');
  return { response, text, head: head.split(','), lines };
}

const fromService = ({ api }: World, path: string, token = SERVICE_TOKEN) =>
  download(`${api.url}/exports/${path}`, { authorization: `Bearer ${token}` });

async function sell(world: World, order: string) {
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'Book', price: 2_500, quantity: 1 }],
    currency: 'EUR',
    metadatas: { order },
  });
  const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
  return { sessionId, paymentId: payment?.id ?? '' };
}

test('a service gets payments and events as CSV, by the filters of the lists, without an id that permits paying', async () => {
  await using world = await startWorld(quiet);
  const sold = await sell(world, 'A "quoted", 1');
  await world.service.payments.create.mutate({
    idempotencyKey: randomUUID(),
    products: [{ name: 'Pen', price: 900, quantity: 1 }],
    currency: 'USD',
    customerEmail: 'carol@example.com',
    billingCountry: 'US',
    postalCode: '10001',
    purchasingAsBusiness: false,
    autoConfirm: true,
    card: GOOD_CARD,
  });
  const all = await fromService(world, 'payments.csv');
  expect(all.response.headers.get('content-type')).toMatch(/^text\/csv/);
  expect(all.head.slice(0, 6)).toEqual([
    'payment_id',
    'created_at',
    'status',
    'currency',
    'amount_cents',
    'amount_with_tax_cents',
  ]);
  expect(all.lines).toHaveLength(2);
  expect(all.text).toContain('"{""order"": ""A \\""quoted\\"", 1""}"');
  const euros = await fromService(world, 'payments.csv?currency=EUR&amountFrom=2500&stray=false');
  expect(euros.lines.map((line) => line.split(',')[0])).toEqual([sold.paymentId]);
  const events = await fromService(world, 'events.csv?types=session.completed');
  expect(events.lines).toHaveLength(1);
  expect(events.lines[0]).toMatch(/^\d+,evt_[0-9a-f]{32},session\.completed,.*,ref_[0-9a-f]{32},/);
  expect(all.text + events.text).not.toContain(sold.sessionId);
  for (const path of ['payments.csv?curency=EUR', 'payments.csv?amountFrom=much', 'events.csv?types=none'])
    expect([path, (await fromService(world, path)).response.status]).toEqual([path, 400]);
});

test('a token needs the scope, and one that sees its own gets its own', async () => {
  const [own, other] = ['a-token-that-sees-its-own', 'a-token-for-metrics-alone'];
  await using world = await startWorld({
    ...quiet,
    SERVICE_TOKENS: `tests:${SERVICE_TOKEN},shop[read+pay;own]:${own},ops[metrics]:${other}`,
  });
  await sell(world, '1');
  expect((await fromService(world, 'payments.csv', own)).lines).toEqual([]);
  expect((await fromService(world, 'events.csv', own)).lines).toEqual([]);
  expect((await fromService(world, 'payments.csv', other)).response.status).toBe(403);
  expect((await fetch(`${world.api.url}/exports/payments.csv`)).status).toBe(401);
});

test('a text that a spreadsheet would run is defused', async () => {
  await using world = await startWorld(quiet);
  const { paymentId } = await sell(world, '1');
  await world.service.payments.refund.mutate({ paymentId, reason: '=HYPERLINK("https://evil.example")' });
  const { text } = await fromService(world, 'payments.csv');
  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
});

test('a hundred thousand rows are streamed, and memory does not grow with them', async () => {
  const databaseUrl = await createDatabase();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('set session_replication_role = replica');
  await client.query(`
    insert into payments (id, status, currency, amount, amount_taxes_included, customer_email, products, metadatas, timeline)
    select 'pay_' || md5(i::text), 'PAYMENT_SUCCESS', 'EUR', 100, 120, 'shopper' || i || '@example.com', '[]', '{}', '[]'
    from generate_series(1, 100000) as i`);
  await client.query('analyze payments');
  await client.end();
  await using world = await startWorld({ ...quiet, DATABASE_URL: databaseUrl });
  const response = await fetch(`${world.api.url}/exports/payments.csv`, {
    headers: { authorization: `Bearer ${SERVICE_TOKEN}` },
  });
  const before = process.memoryUsage().rss;
  let [bytes, lines, most] = [0, 0, 0];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    for (const byte of chunk) if (byte === 10) lines += 1;
    most = Math.max(most, process.memoryUsage().rss - before);
  }
  expect(lines).toBe(100_001);
  expect(Number(response.headers.get('x-rows'))).toBeGreaterThan(90_000);
  // All of it as rows would take several times the file.
  expect(bytes).toBeGreaterThan(10_000_000);
  expect(most).toBeLessThan(120_000_000);
});

test('finance exports everything, support nothing, and each export is in the audit trail', async () => {
  await using world = await startConsoleWorld(quiet);
  const sold = await sell(world, '1');
  await world.service.payments.refund.mutate({ paymentId: sold.paymentId, reason: 'returned' });
  const [finance, support] = [await signIn(world, 'finance', 'Ada'), await signIn(world, 'support')];
  const get = (of: typeof finance, path: string, more: Record<string, string> = {}) =>
    download(`${of.url}/exports/${path}`, { cookie: of.cookie ?? '', ...more });
  const span = `from=${today()}&to=${today()}`;
  expect((await get(support, 'payments.csv')).response.status).toBe(403);
  expect((await get(finance, 'payments.csv', { 'sec-fetch-site': 'cross-site' })).response.status).toBe(403);
  expect((await get(finance, 'nothing.csv')).response.status).toBe(404);
  expect((await get(finance, 'refunds.csv')).response.status).toBe(400);

  const refunds = await get(finance, `refunds.csv?${span}`);
  expect(refunds.lines).toEqual([expect.stringContaining(`${sold.paymentId},pending,`)]);
  const tax = await get(finance, `tax.csv?${span}`);
  expect(tax.head.slice(0, 8)).toEqual([
    'month',
    'country',
    'currency',
    'tax_rate_percent',
    'payments',
    'gross_cents',
    'tax_cents',
    'net_cents',
  ]);
  expect(tax.lines).toEqual([
    expect.stringMatching(new RegExp(`^${today().slice(0, 7)},FR,EUR,20,1,3000,500,2500,`)),
  ]);
  const audit = await get(finance, `audit.csv?${span}`);
  expect(audit.text).toMatch(/operator:op_[\w-]+,Ada,export\.taken,/);
  expect((await get(finance, 'events.csv')).lines.length).toBeGreaterThan(2);
  expect((await get(finance, 'payments.csv')).lines).toHaveLength(1);
  expect(refunds.text + tax.text + audit.text).not.toContain(sold.sessionId);
  expect(await query(world, `select to_state from audit where action = 'export.taken' order by id`)).toEqual(
    ['refunds', 'tax', 'audit', 'events', 'payments'].map((to_state) => ({ to_state })),
  );
});

test("our payments are compared with Inflow's list, the differences first", async () => {
  await using world = await startConsoleWorld(quiet);
  const [same, other] = [await sell(world, '1'), await sell(world, '2')];
  const foreign = await world.sandbox.control.payments.seed({ status: 'PAYMENT_SUCCESS' });
  await world.sandbox.control.payments.seed({
    status: 'PAYMENT_SUCCESS',
    metadatas: { checkoutInstallation: 'inst_other' },
  });
  await query(world, `update payments set amount = amount + 1 where id = $1`, [other.paymentId]);
  await query(
    world,
    `insert into payments (id, status, currency, amount, products, metadatas, timeline)
     values ('pay_gone', 'PAYMENT_SUCCESS', 'EUR', 100, '[]', '{}', '[]')`,
  );
  const { url, cookie } = await signIn(world, 'finance');
  const { lines } = await download(`${url}/exports/reconciliation.csv?from=${today()}&to=${today()}`, {
    cookie: cookie ?? '',
  });
  const found = lines.map((line) => line.split(',').slice(0, 2).join(' '));
  expect(found.slice(0, 2).sort()).toEqual(
    [`${foreign.id} missing_here`, `${other.paymentId} amount`].sort(),
  );
  expect(found.slice(2)).toEqual(['pay_gone missing_at_inflow', `${same.paymentId} none`]);
  const long = await download(`${url}/exports/reconciliation.csv?from=2020-01-01&to=${today()}`, {
    cookie: cookie ?? '',
  });
  expect(long.response.status).toBe(400);
});
