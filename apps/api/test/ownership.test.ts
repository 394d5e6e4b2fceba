import { expect, test } from 'vitest';
import { openDatabase, openPool } from '../src/db/database.ts';
import { releaseRefunds } from '../src/db/installation.ts';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import { provesRestore } from './support/restore.ts';
import {
  chargesOf,
  countRequests,
  createDatabase,
  newSession,
  press,
  reasonOf,
  startWorld,
  type World,
} from './support/world.ts';

const statuses = async (world: World) =>
  (await world.sandbox.control.payments.list()).map(({ status }) => status);

/** Until whole readings of Inflow's list have begun and ended. */
async function compared(world: World): Promise<void> {
  const before = await countRequests(world, 'list');
  await expect.poll(() => countRequests(world, 'list'), { timeout: 60_000 }).toBeGreaterThan(before + 3);
}

async function release(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl, () => undefined, 1);
  await releaseRefunds(openDatabase(pool), 'operator');
  await pool.end();
}

/** As after a failover that lost the last commits. */
const loseRows = (world: World) =>
  query(
    world,
    `delete from payments; delete from attempt_origins; delete from attempts;
     update sessions set status = 'open', payment_id = null`,
  );

test('another installation on the same account leaves the charges of this one alone, also when it may refund by itself', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  await world.service.payments.create.mutate(order());

  const other = await createDatabase();
  await using _node = await world.startNode({ DATABASE_URL: other, ORPHAN_CHARGES: 'refund' });
  await release(other);
  await compared(world);
  expect(await statuses(world)).toEqual(['CHECKOUT_SUCCESS', 'CHECKOUT_SUCCESS']);
  expect(await query({ databaseUrl: other }, 'select * from payments')).toEqual([]);
});

test('a charge of ours whose rows were lost is adopted: attempt, payment, session and audit trail', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600' });
  const sessionId = await newSession(world.shopper);
  const input = press(sessionId);
  const paid = await world.shopper.checkout.pay.mutate(input);
  await loseRows(world);
  await expect
    .poll(async () => (await world.service.sessions.get.query({ sessionId })).status, { timeout: 60_000 })
    .toBe('complete');
  const session = await world.service.sessions.get.query({ sessionId });
  expect(session).toMatchObject({
    paymentId: paid.payment?.id,
    outcome: { status: 'succeeded', payment: { id: paid.payment?.id } },
  });
  expect(session.history.map(({ action }) => action)).toContain('payment.adopted');
  // The shopper who presses again, or whose browser repeats the call, is told that it is paid.
  expect((await world.shopper.checkout.pay.mutate(input)).status).toBe('succeeded');
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('SESSION_COMPLETE');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
});

test('a charge of payments.create whose row was lost is adopted, and a repeated call with its key finds it', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600' });
  const input = order();
  const paid = await world.service.payments.create.mutate(input);
  await loseRows(world);
  await expect
    .poll(() => query(world, 'select payment_id, owner, key, adopted from attempts'), { timeout: 60_000 })
    .toEqual([{ payment_id: paid.id, owner: 'service:tests', key: input.idempotencyKey, adopted: true }]);
  expect(await world.service.payments.create.mutate(input)).toMatchObject({ id: paid.id });
  const another = { ...input, customerEmail: 'grace@example.com' };
  expect(await reasonOf(world.service.payments.create.mutate(another))).toBe('CONFLICT');
  expect(await world.sandbox.control.ledger()).toHaveLength(1);
});

test('a session that was lost with its charge is rebuilt as paid', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600' });
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'Handbook', price: 3250, quantity: 2 }],
    currency: 'EUR',
    metadatas: { orderId: 'order_7' },
  });
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await query(
    world,
    'delete from payments; delete from attempt_origins; delete from attempts; delete from sessions',
  );
  await expect
    .poll(() => reasonOf(world.service.sessions.get.query({ sessionId })), { timeout: 60_000 })
    .toBeNull();
  expect(await world.service.sessions.get.query({ sessionId })).toMatchObject({
    status: 'complete',
    items: [{ name: 'Handbook', price: 3250, quantity: 2 }],
    subtotal: 6500,
    metadatas: { orderId: 'order_7' },
  });
});

test('what a lost charge was refunded to is believed: its session is reversed', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600000' });
  const sessionId = await newSession(world.shopper);
  const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
  const paymentId = payment?.id ?? '';
  await world.service.payments.refund.mutate({ paymentId });
  await world.sandbox.control.clock.advance(60_000);
  await query(world, 'delete from refunds');
  await loseRows(world);
  await world.service.payments.get.query({ paymentId });
  expect((await world.service.sessions.get.query({ sessionId })).status).toBe('reversed');
});

/** Two charges for one session, the second by hand: as a provider would make it that confirms by itself, and late. */
async function chargedTwice(world: World): Promise<{ first: string; second: string; sessionId: string }> {
  const sessionId = await newSession(world.shopper);
  const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
  const [installation] = await query<{ id: string }>(world, 'select id from installation');
  const { id: second } = await world.sandbox.control.payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents: 4999,
    metadatas: { checkoutInstallation: installation?.id, checkoutSessionId: sessionId },
  });
  return { first: payment?.id ?? '', second, sessionId };
}

const statusOf = async (world: World, id: string) =>
  (await world.sandbox.control.payments.list()).find((payment) => payment.id === id)?.status;

test('a second charge of a paid session is refunded by itself once a person has released that, and not before', async () => {
  await using world = await startWorld({ ORPHAN_CHARGES: 'refund', RECONCILE_AFTER_MS: '600' });
  const { first, second } = await chargedTwice(world);
  await expect
    .poll(() => query(world, 'select id from payments where orphan'), { timeout: 60_000 })
    .toEqual([{ id: second }]);
  await compared(world);
  expect(await statusOf(world, second)).toBe('CHECKOUT_SUCCESS');

  await release(world.databaseUrl);
  await expect.poll(() => statusOf(world, second), { timeout: 60_000 }).toMatch(/REFUND/);
  expect(await statusOf(world, first)).toBe('CHECKOUT_SUCCESS');
});

test('after rows were lost, a person has to release automatic refunds anew', async () => {
  await using world = await startWorld({ ORPHAN_CHARGES: 'refund', RECONCILE_AFTER_MS: '600' });
  await release(world.databaseUrl);
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await loseRows(world);
  await expect
    .poll(() => query(world, 'select refunds_released_at from installation'), { timeout: 60_000 })
    .toEqual([{ refunds_released_at: null }]);
  expect(await statuses(world)).toEqual(['CHECKOUT_SUCCESS']);
});

test('a restored backup: nothing lost, nothing refunded, nothing charged twice', async () => {
  await using world = await startWorld({ ORPHAN_CHARGES: 'refund', RECONCILE_AFTER_MS: '600' });
  await release(world.databaseUrl);
  await provesRestore(world, (url) => createDatabase(new URL(url).pathname.slice(1)));
});
