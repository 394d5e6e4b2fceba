import { randomUUID } from 'node:crypto';
import type { PaymentRow } from '@checkout/schemas/console-search';
import pg from 'pg';
import { expect, test } from 'vitest';
import { type ConsoleClient, signIn, startConsoleWorld } from './support/console.ts';
import { fillDatabase } from './support/plans.ts';
import { query } from './support/query.ts';
import { createDatabase, GOOD_CARD, newSession, press, reasonOf, type World } from './support/world.ts';

type Search = Parameters<ConsoleClient['console']['search']['payments']['query']>[0];

/** Every page, to the end. */
async function all({ console }: ConsoleClient, input: Search): Promise<PaymentRow[]> {
  const rows: PaymentRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await console.search.payments.query({ ...input, cursor });
    rows.push(...page.payments);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

const idsOf = (rows: readonly PaymentRow[]) => rows.map(({ paymentId }) => paymentId);

/** Three payments: of a session with the shop's own order number, a declined one, and one of a service. */
async function sell({ shopper, service }: World) {
  const { sessionId } = await service.sessions.create.mutate({
    products: [{ name: 'Book', price: 2_500, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'Ada@example.com',
    metadatas: { order: 'Order 4711/B' },
  });
  const paid = await shopper.checkout.pay.mutate(press(sessionId, { email: 'Ada@example.com' }));
  await service.sessions.acknowledge.mutate({ sessionId, reference: 'S-100' });
  const other = await newSession(shopper);
  const declined = await shopper.checkout.pay.mutate(
    press(other, { number: '4000000000009995', email: 'bob@example.com' }),
  );
  const direct = await service.payments.create.mutate({
    idempotencyKey: randomUUID(),
    products: [{ name: 'Pen', price: 900, quantity: 1 }],
    currency: 'USD',
    customerEmail: 'carol@example.com',
    billingCountry: 'US',
    postalCode: '10001',
    purchasingAsBusiness: false,
    autoConfirm: true,
    metadatas: { invoice: 'INV-7' },
    card: { ...GOOD_CARD, number: '5555555555554444' },
  });
  const { reference } = await service.sessions.get.query({ sessionId });
  return {
    paid: paid.payment?.id ?? '',
    declined: declined.payment?.id ?? '',
    direct: direct.id,
    sessionId,
    reference,
  };
}

test('one field finds a payment by what people have of it, and each filter narrows', async () => {
  await using world = await startConsoleWorld();
  const sold = await sell(world);
  const client = await signIn(world, 'viewer');
  const find = async (input: Search) => idsOf(await all(client, input));
  const total = (await all(client, { query: sold.paid }))[0]?.amountTaxesIncluded ?? 0;
  for (const [text, expected] of [
    ['ADA@example.com', [sold.paid]],
    [sold.paid, [sold.paid]],
    [sold.reference, [sold.paid]],
    [sold.sessionId, [sold.paid]],
    ['Order 4711/B', [sold.paid]],
    ['INV-7', [sold.direct]],
    ['4444', [sold.direct]],
    ['insufficient_funds', [sold.declined]],
    [(total / 100).toFixed(2), [sold.paid]],
    [`€ ${(total / 100).toFixed(2).replace('.', ',')}`, [sold.paid]],
    [new Date().toISOString().slice(0, 10), [sold.direct, sold.declined, sold.paid]],
    ['nothing like this', []],
  ] as const)
    expect([text, await find({ query: text })]).toEqual([text, expected]);

  expect(await find({ currency: 'USD' })).toEqual([sold.direct]);
  expect(await find({ cardBrand: 'mastercard' })).toEqual([sold.direct]);
  expect(await find({ country: 'US' })).toEqual([sold.direct]);
  expect(await find({ declineCode: 'insufficient_funds', cardLast4: '9995' })).toEqual([sold.declined]);
  expect(await find({ amountFrom: total, amountTo: total })).toEqual([sold.paid]);
  expect(await find({ createdTo: '2020-01-01' })).toEqual([]);
  expect(await find({ query: 'ada@example.com', currency: 'USD' })).toEqual([]);
  await world.service.payments.refund.mutate({ paymentId: sold.paid });
  expect([...(await find({ refund: 'pending' })), ...(await find({ refund: 'refunded' }))]).toEqual([
    sold.paid,
  ]);
});

test('a list shows no whole e-mail address and no id that permits paying, to no role', async () => {
  await using world = await startConsoleWorld();
  const sold = await sell(world);
  const client = await signIn(world, 'admin');
  const payments = await client.console.search.payments.query({ query: 'ada@example.com' });
  const sessions = await client.console.search.sessions.query({ query: 'ada@example.com' });
  expect(payments.payments[0]).toMatchObject({
    customerEmail: 'A•••@example.com',
    cardBrand: 'visa',
    cardLast4: '4242',
    reference: sold.reference,
  });
  expect(sessions.sessions[0]).toMatchObject({ customerEmail: 'A•••@example.com', paymentId: sold.paid });
  const shown = JSON.stringify([payments, sessions]).toLowerCase();
  expect(shown).not.toContain('ada@');
  expect(shown).not.toContain(sold.sessionId.toLowerCase());
});

test('sessions are found without a payment, by the address that was tried, and by the order that acknowledged them', async () => {
  await using world = await startConsoleWorld();
  const sold = await sell(world);
  const open = await newSession(world.shopper);
  const { console } = await signIn(world, 'viewer');
  const find = async (text: string) =>
    (await console.search.sessions.query({ query: text })).sessions.map(({ reference }) => reference);
  const { reference } = await world.service.sessions.get.query({ sessionId: open });
  expect(await find(reference)).toEqual([reference]);
  expect(await find('S-100')).toEqual([sold.reference]);
  expect(await find(sold.paid)).toEqual([sold.reference]);
  expect(await find('bob@example.com')).toHaveLength(1);
  const { sessions } = await console.search.sessions.query({ status: 'open', limit: 1 });
  expect(sessions.map((each) => each.reference)).toEqual([reference]);
});

test('pages hold every row once, in order, also where a filter finds one in thousands', async () => {
  const databaseUrl = await createDatabase();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await fillDatabase(client, 5_000);
  // Several of one millisecond, amounts that differ, and few of another country.
  await client.query(`update payments set created_at = date_trunc('day', created_at),
    amount_taxes_included = 5000 + ('x' || substr(md5(id), 1, 2))::bit(8)::int`);
  await client.query(
    `update payments set tax_country = 'DE' where id in (select id from payments order by created_at limit 7)`,
  );
  // Of those, some are found by their amount alone, far behind where the way of the four digits stops on the first page.
  await client.query(`update payments set card_last4 = '1111', amount_taxes_included = 424200
    where id in (select id from payments where tax_country = 'DE' order by created_at limit 3)`);
  await client.end();
  await using world = await startConsoleWorld({ DATABASE_URL: databaseUrl });
  const operator = await signIn(world, 'viewer');
  const expected = async (order: string, where = 'true') =>
    (
      await query<{ id: string }>({ databaseUrl }, `select id from payments where ${where} order by ${order}`)
    ).map(({ id }) => id);
  const total = 'coalesce(amount_taxes_included, amount)';
  for (const [sort, order] of [
    ['newest', 'created_at desc, id desc'],
    ['oldest', 'created_at, id'],
    ['largest', `${total} desc, created_at desc, id desc`],
    ['smallest', `${total}, created_at, id`],
  ] as const) {
    expect(idsOf(await all(operator, { sort, limit: 100 }))).toEqual(await expected(order));
    const rare = idsOf(await all(operator, { sort, country: 'DE', limit: 3 }));
    expect([sort, rare]).toEqual([sort, await expected(order, "tax_country = 'DE'")]);
    const failed = idsOf(
      await all(operator, { sort, declineCode: 'card_declined', currency: 'EUR', limit: 100 }),
    );
    expect([sort, failed]).toEqual([sort, await expected(order, 'decline_code is not null')]);
  }
  // The first page says how far it has looked, and where to go on.
  const first = await operator.console.search.payments.query({ country: 'DE' });
  expect([first.payments, first.nextCursor === null, first.searchedTo === null]).toEqual([[], false, false]);
  // Texts that mean several things find each row once.
  const both = idsOf(await all(operator, { query: '4242', country: 'DE', limit: 3 }));
  expect(both).toEqual(await expected('created_at desc, id desc', "tax_country = 'DE'"));
  const found = idsOf(await all(operator, { query: '4242', limit: 100 }));
  expect(found).toEqual(await expected('created_at desc, id desc'));
});

test('a cursor of another list is refused', async () => {
  await using world = await startConsoleWorld();
  await sell(world);
  const { console } = await signIn(world, 'viewer');
  const { nextCursor: cursor } = await console.search.payments.query({ limit: 1 });
  expect(await reasonOf(console.search.payments.query({ sort: 'largest', cursor }))).toBe('INVALID_INPUT');
  expect(await reasonOf(console.search.payments.query({ cursor: 'made up' }))).toBe('INVALID_INPUT');
});
