import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { erasePerson } from '../src/service/erase-person.ts';
import { query } from './support/query.ts';
import { svixHeaders } from './support/svix-headers.ts';
import {
  GOOD_CARD,
  newSession,
  outcomeOnce,
  press,
  reasonOf,
  startWorld,
  WEBHOOK_SECRET,
  type World,
} from './support/world.ts';

type Buyer = {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly businessName: string;
  readonly taxId: string;
  readonly postalCode: string;
};
const AUGUSTA: Buyer = {
  email: 'augusta@example.com',
  firstName: 'Augusta',
  lastName: 'Lovelace',
  businessName: 'Analytical Engines Ltd',
  taxId: 'FR40303265045',
  postalCode: '75011',
};
const CHARLES: Buyer = {
  email: 'charles@example.com',
  firstName: 'Charles',
  lastName: 'Babbage',
  businessName: 'Difference Engines Ltd',
  taxId: 'FR61954506077',
  postalCode: '69001',
};
const EMAIL = AUGUSTA.email;
const products = [{ name: 'Handbook', price: 3_250, quantity: 2 }];
/** Every row of every table, as text. */
async function rowsOf(world: World): Promise<string[]> {
  const tables = await query<{ name: string }>(
    world,
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(8);
  const rows = await Promise.all(
    tables.map(({ name }) =>
      query<{ row: string }>(world, `select '${name} ' || t::text as row from ${name} as t`),
    ),
  );
  return rows.flat().map(({ row }) => row);
}

/** Those in which something of the person is left. Some of it reaches Inflow alone, and comes back from there. */
async function personalRows(world: World, buyer = AUGUSTA): Promise<string[]> {
  const rows = await rowsOf(world);
  const words = Object.values(buyer).map((word) => word.toLowerCase());
  return rows.filter((row) => words.some((word) => row.toLowerCase().includes(word)));
}

const erase = (world: World, reason = 'request 4711') =>
  erasePerson(world.api.deps.db, { email: ` ${EMAIL.toUpperCase()} `, reason, actor: 'operator' });

function pressAs(sessionId: string, { email, ...buyer }: Buyer, number = GOOD_CARD.number) {
  const pressed = press(sessionId, { email, number });
  return { ...pressed, customer: { ...pressed.customer, ...buyer, purchasingAsBusiness: true } };
}

/** Bought, was declined, went away, and was charged and refunded by a service. */
async function buy(world: World, buyer: Buyer) {
  const { shopper, service } = world;
  const { email, firstName } = buyer;
  const session = await service.sessions.create.mutate({
    products,
    currency: 'EUR',
    customerEmail: email,
    metadatas: { orderId: 'order_7', contact: `${firstName} <${email}>` },
    successUrl: `https://shop.example/thanks?for=${encodeURIComponent(email)}`,
    idempotencyKey: randomUUID(),
  });
  const paid = await shopper.checkout.pay.mutate(pressAs(session.sessionId, buyer));
  const declined = await newSession(shopper);
  await shopper.checkout.pay.mutate(pressAs(declined, buyer, '4000000000000002'));
  await service.sessions.create.mutate({ products, currency: 'EUR', customerEmail: email });
  const charged = await service.payments.create.mutate({
    idempotencyKey: randomUUID(),
    products,
    currency: 'EUR',
    customerEmail: email,
    firstName,
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    metadatas: { contact: firstName },
    autoConfirm: true,
    card: GOOD_CARD,
  });
  await service.payments.refund.mutate({ paymentId: charged.id, reason: `${firstName} asked for it` });
  await refunded(world, charged.id);
  return { sessionId: session.sessionId, paymentId: paid.payment?.id ?? '', refundedId: charged.id };
}

async function refunded({ service }: World, paymentId: string): Promise<void> {
  await expect.poll(async () => (await service.payments.get.query({ paymentId })).refund).toBe('refunded');
}

const BOOKS = `
  select p.id, p.status, p.currency, p.amount, p.amount_taxes_included, p.tax_rate, p.tax_country, p.products, p.created_at,
    p.provider_created_at, p.session_id, p.attempt_id, a.state, a.amount as attempted, a.card_brand, a.created_at as begun,
    s.status as session, s.subtotal, s.items, s.created_at as made, r.state as refund, r.requested_by
  from payments p left join attempts a on a.id = p.attempt_id left join sessions s on s.id = p.session_id
    left join refunds r on r.payment_id = p.id
  order by p.id`;

test('the person is gone from every table, another person is not, and the books stay', async () => {
  await using world = await startWorld({}, { refundMs: 100 });
  const bought = await buy(world, AUGUSTA);
  await buy(world, CHARLES);
  const books = await query(world, BOOKS);
  const ofCharles = await personalRows(world, CHARLES);
  expect((await personalRows(world)).length).toBeGreaterThan(8);

  expect(await erase(world)).toEqual({
    kind: 'erased',
    sessions: 3,
    attempts: 3,
    payments: 3,
    keysWithAddress: 0,
  });
  expect(await personalRows(world)).toEqual([]);
  expect(await personalRows(world, CHARLES)).toEqual(ofCharles);
  expect(await query(world, BOOKS)).toEqual(books);

  const { history, metadatas, customerEmail, successUrl } = await world.service.sessions.get.query({
    sessionId: bought.sessionId,
  });
  expect(history.at(-1)).toMatchObject({ actor: 'operator', action: 'person.erased' });
  expect({ metadatas, customerEmail, successUrl }).toEqual({
    metadatas: {},
    customerEmail: null,
    successUrl: 'https://shop.example/thanks',
  });
  const reasons = await query(world, "select distinct reason from audit where action = 'person.erased'");
  expect(reasons).toEqual([{ reason: 'request 4711' }]);
});

test('a second time erases nothing more and writes nothing', async () => {
  await using world = await startWorld({}, { refundMs: 100 });
  await buy(world, AUGUSTA);
  await erase(world);
  const rows = async () => (await rowsOf(world)).filter((row) => row.startsWith('audit '));
  const before = await rows();
  expect(await erase(world)).toEqual({
    kind: 'erased',
    sessions: 0,
    attempts: 0,
    payments: 0,
    keysWithAddress: 0,
  });
  expect(await rows()).toEqual(before);
});

test('what Inflow answers later does not bring the person back', async () => {
  await using world = await startWorld({}, { refundMs: 100 });
  const { sessionId, paymentId, refundedId } = await buy(world, AUGUSTA);
  await erase(world);

  const read = await world.service.payments.get.query({ paymentId });
  expect(read).toMatchObject({ customerEmail: null, customerId: null });
  expect(read.metadatas).toMatchObject({ checkoutSessionId: sessionId });
  // With another status, and by a webhook delivery.
  await world.service.payments.refund.mutate({ paymentId });
  const body = JSON.stringify({ data: [{ eventType: 'payment.refunded', payload: { id: refundedId } }] });
  await fetch(`${world.api.url}/webhooks/inflow`, {
    method: 'POST',
    body,
    headers: svixHeaders(body, { secret: WEBHOOK_SECRET }),
  });
  await refunded(world, paymentId);
  await expect
    .poll(
      async () => (await query(world, "select 1 from webhook_deliveries where state = 'processed'")).length,
    )
    .toBeGreaterThan(0);
  expect(await personalRows(world)).toEqual([]);
});

test('a payment whose row comes after the erasure comes without the person', async () => {
  await using world = await startWorld({}, { refundMs: 100 });
  const { paymentId } = await buy(world, AUGUSTA);
  await erase(world);
  await query(world, 'delete from payments where id = $1', [paymentId]);
  await world.service.payments.get.query({ paymentId });
  expect(await query(world, 'select customer_email from payments where id = $1', [paymentId])).toEqual([
    { customer_email: null },
  ]);
  expect(await personalRows(world)).toEqual([]);
});

test('while a payment or a refund is under way, nothing is erased', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(pressAs(sessionId, AUGUSTA, '4000020000000000'));
  const before = await personalRows(world);
  expect(await erase(world)).toEqual({ kind: 'running', attempts: 1, refunds: 0 });
  expect(await personalRows(world)).toEqual(before);

  await world.sandbox.control.threeDs.approve(begun.payment?.id ?? '');
  await world.shopper.checkout.complete.mutate({ sessionId });
  await outcomeOnce(world, sessionId, 'succeeded');
  await query(
    world,
    `insert into refunds (payment_id, state, requested_by) values ($1, 'unknown', 'service:tests')`,
    [begun.payment?.id],
  );
  expect(await erase(world)).toEqual({ kind: 'running', attempts: 0, refunds: 1 });
});

test('the key of an erased call does not charge again', async () => {
  await using world = await startWorld({}, { refundMs: 100 });
  const input = {
    idempotencyKey: `for ${EMAIL}`,
    products,
    currency: 'EUR' as const,
    customerEmail: EMAIL,
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    autoConfirm: true,
    card: GOOD_CARD,
  };
  await world.service.payments.create.mutate(input);
  expect(await erase(world)).toMatchObject({ keysWithAddress: 1 });
  expect(await reasonOf(world.service.payments.create.mutate(input))).toBe('CONFLICT');
  expect(await world.sandbox.control.ledger()).toHaveLength(1);
});

/** The command, as an operator calls it. */
async function command(world: World, ...args: string[]) {
  const script = fileURLToPath(new URL('../src/commands/erase-person.ts', import.meta.url));
  const child = spawn(process.execPath, [script, ...args], {
    env: { DATABASE_URL: world.databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { said, code };
}

test('the command says what it did, and refuses a reason that holds an address', async () => {
  await using world = await startWorld({}, { refundMs: 100 });
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(pressAs(sessionId, AUGUSTA));
  expect(await command(world, '--', '--email', EMAIL)).toMatchObject({ code: 2 });
  expect(await command(world, '--email', 'augusta', '--reason', 'why')).toMatchObject({ code: 2 });
  const told = await command(world, '--email', EMAIL, '--reason', `asked by ${EMAIL}`);
  expect(told).toMatchObject({ code: 2, said: expect.stringContaining('no e-mail address') });
  expect((await personalRows(world)).length).toBeGreaterThan(0);
  expect(await command(world, '--', '--email', EMAIL, '--reason', 'request 4711')).toEqual({
    code: 0,
    said: expect.stringMatching(/^Erased: 1 sessions, 1 attempts, 1 payments\.\n/),
  });
  expect(await personalRows(world)).toEqual([]);
});
