import type { Payment } from '@checkout/inflow/wire';
import { describe, expect, test } from 'vitest';
import { inTransaction, openDatabase, openPool, type Queryable } from '../src/db/database.ts';
import { claimDuePayments, savePayment } from '../src/db/payments.ts';
import { paymentLike } from './support/attempts.ts';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { query } from './support/query.ts';
import { createClient, createDatabase, press, startWorld } from './support/world.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function openTestDatabase() {
  const databaseUrl = await createDatabase();
  const pool = openPool(databaseUrl, () => undefined);
  return { databaseUrl, db: openDatabase(pool), [Symbol.asyncDispose]: () => pool.end() };
}

/** Saves a payment that Inflow made that many seconds ago; null: it did not say when. */
async function save(tx: Queryable, status: Payment['status'], age: number | null): Promise<void> {
  const { rows } = await tx.$client.query<{ at: Date }>(
    "select now() - coalesce($1::int, 0) * interval '1 second' as at",
    [age],
  );
  const createdAt = age === null ? null : (rows[0]?.at.toISOString() ?? null);
  const read = { payment: paymentLike({ status, createdAt }), askedAt: new Date() };
  await savePayment(tx, read, { attemptId: null, sessionId: null });
}

/** In how many seconds the payment is due; null: never. Within one transaction the database's clock stands still. */
async function dueIn({ $client }: Pick<Queryable, '$client'>): Promise<number | null> {
  const { rows } = await $client.query<{ due: number | null }>(
    'select round(extract(epoch from due_at - now()))::int as due from payments',
  );
  return rows[0]?.due ?? null;
}

describe('when a payment is read again by itself', () => {
  test.each([
    ['CHECKOUT_SUCCESS', 0, 1 * MINUTE],
    ['CHECKOUT_SUCCESS', 1 * HOUR, 15 * MINUTE],
    ['PAYMENT_RECEIVED', 8 * HOUR, 2 * HOUR],
    ['PAYMENT_RECEIVED', 20 * DAY, 6 * HOUR],
    ['REFUND_PENDING', 89 * DAY, 6 * HOUR],
    ['REFUND_PENDING', 91 * DAY, 1 * DAY],
    ['CHECKOUT_SUCCESS', null, 1 * MINUTE],
    ['CHECKOUT_SUCCESS', -1 * HOUR, 1 * MINUTE],
  ] as const)('%s, made %s s ago: in %i s', async (status, age, due) => {
    await using opened = await openTestDatabase();
    await inTransaction(opened.db, async (tx) => {
      await save(tx, status, age);
      expect(await dueIn(tx)).toBe(due);
      // Claimed, and then not read.
      await tx.$client.query("update payments set due_at = now() - interval '1 second'");
      expect(await claimDuePayments(tx, 10)).toEqual(['pay_1']);
      expect(await dueIn(tx)).toBe(due);
      expect(await claimDuePayments(tx, 10)).toEqual([]);
    });
  });

  test.each([
    'PAYMENT_SUCCESS',
    'PAYMENT_FAILED',
    'FULLY_REFUNDED',
    'REFUND_FAILED',
    'INITIATION',
    'NEW_STATUS',
  ])('%s: never', async (status) => {
    await using opened = await openTestDatabase();
    await save(opened.db, 'CHECKOUT_SUCCESS', 0);
    await save(opened.db, status, 0);
    expect(await dueIn(opened.db)).toBeNull();
  });
});

test('a payment is followed until it is final, without webhooks and without the list', async () => {
  await using world = await startWorld();
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body, path) =>
    path.startsWith('/api/payment?') ? [] : body,
  );
  await world.api.close();
  await using node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  const { checkout } = createClient(node.url);
  const { sessionId } = await checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] });
  await checkout.pay.mutate(press(sessionId));
  const recorded = () => query(world, 'select status, due_at is null as "isFinal" from payments');
  const claimed = () => query(world, 'select due_at > now() as claimed from payments');
  const { clock, faults } = world.sandbox.control;
  expect(await recorded()).toEqual([{ status: 'CHECKOUT_SUCCESS', isFinal: false }]);
  for (const [ms, status] of [
    [60_000, 'PAYMENT_RECEIVED'],
    [200_000, 'PAYMENT_SUCCESS'],
  ] as const) {
    await clock.advance(ms);
    await faults.add({ operation: 'read', kind: 'status', status: 503 });
    await query(world, 'update payments set due_at = now()');
    await expect.poll(claimed).toEqual([{ claimed: true }]);
    await faults.clear();
    await query(world, 'update payments set due_at = now()');
    await expect.poll(recorded).toEqual([{ status, isFinal: status === 'PAYMENT_SUCCESS' }]);
  }
});

test('a payment that is due is read by one node', async () => {
  await using opened = await openTestDatabase();
  const ids = Array.from({ length: 300 }, (_, index) => `pay_${index}`);
  await query(
    opened,
    `insert into payments (id, status, currency, amount, products, metadatas, timeline, due_at)
     select id, 'CHECKOUT_SUCCESS', 'EUR', 900, '[]', '{}', '[]', now() from unnest($1::text[]) as id`,
    [ids],
  );
  const claims = await Promise.all(Array.from({ length: 6 }, () => claimDuePayments(opened.db, 100)));
  expect(claims.flat().toSorted()).toEqual(ids.toSorted());
});
