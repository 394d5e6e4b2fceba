import pg from 'pg';
import { expect, test } from 'vitest';
import { resolveRefund } from '../src/attempts/refunds.ts';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import {
  countRequests,
  createClient,
  newSession,
  press,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  type World,
} from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };
/** The sandbox ends its refunds in REFUND_FAILED. */
const REFUND_FAILS = '4000000000001158';

const storedRefunds = (world: World) => query(world, 'select state from refunds');

test('two requests to refund a payment at the same time: one refund is sent', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  const results = await Promise.all(
    Array.from({ length: 4 }, () => reasonOf(world.service.payments.refund.mutate({ paymentId }))),
  );
  expect(results.sort()).toEqual([null, ...Array(3).fill('ALREADY_REFUNDED')].sort());
  expect(await countRequests(world, 'refund')).toBe(1);
});

test('a refund that Inflow refuses has failed, and can be requested again', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'status', status: 400, count: 1 });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('PAYMENT_NOT_REFUNDABLE');
  expect(await storedRefunds(world)).toEqual([{ state: 'failed' }]);
  const again = await world.service.payments.refund.mutate({ paymentId });
  expect(again.refund).toBe('pending');
  expect(again.history.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['refund.requested', 'refund.failed', 'refund.pending']),
  );
  expect(again.history.filter(({ action }) => action === 'refund.requested')).toHaveLength(2);
});

test('a refund that Inflow fails to make is recorded as failed', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order({ number: REFUND_FAILS }));
  await world.service.payments.refund.mutate({ paymentId });
  await world.sandbox.control.clock.advance(60_000);
  expect((await world.service.payments.get.query({ paymentId })).refund).toBe('failed');
});

test('a refund that was made never goes back to pending', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.service.payments.refund.mutate({ paymentId });
  await query(world, "update refunds set state = 'refunded'");
  expect((await world.service.payments.get.query({ paymentId })).refund).toBe('refunded');
});

test.each(['requested', 'unknown'])(
  'a stored refund that a killed node left as %s is sent by the reconciler, and followed to its end',
  async (state) => {
    await using world = await startWorld();
    const { id: paymentId } = await world.service.payments.create.mutate(order());
    await query(
      world,
      "insert into refunds (payment_id, state, requested_by, step_at) values ($1, $2, 'service:tests', now() - interval '1 hour')",
      [paymentId, state],
    );
    await expect.poll(() => storedRefunds(world)).toEqual([{ state: 'pending' }]);
    await world.sandbox.control.clock.advance(60_000);
    await expect.poll(() => storedRefunds(world)).toEqual([{ state: 'refunded' }]);
    expect(await countRequests(world, 'refund')).toBe(1);
  },
);

test('a refund that was lost, of a payment that was refunded elsewhere meanwhile, is not sent again', async () => {
  await using world = await startWorld();
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.service.payments.refund.mutate({ paymentId });
  await query(world, "update refunds set state = 'unknown', step_at = now() - interval '1 hour'");
  await expect.poll(() => storedRefunds(world)).toEqual([{ state: 'pending' }]);
  expect(await countRequests(world, 'refund')).toBe(1);
});

test('a partial refund in the dashboard ends a refund of ours whose answer was lost, and none can be requested after it', async () => {
  await using world = await startWorld();
  const { id: paymentId } = await world.sandbox.control.payments.seed({ status: 'PARTIAL_REFUNDED' });
  await query(
    world,
    "insert into refunds (payment_id, state, requested_by, step_at) values ($1, 'unknown', 'service:tests', now() - interval '1 hour')",
    [paymentId],
  );
  await expect.poll(() => storedRefunds(world)).toEqual([{ state: 'failed' }]);
  expect(await countRequests(world, 'refund')).toBe(0);
});

test('a payment that this installation did not make is not found, and not refunded', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.sandbox.control.payments.seed({ status: 'PAYMENT_SUCCESS' });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('NOT_FOUND');
  expect(await countRequests(world, 'refund')).toBe(0);
});

test('a refund that is refused with 401 was certainly not made: it has failed, and the reason is told', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'status', status: 401, count: 1 });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('PROVIDER_ACCESS');
  expect(await storedRefunds(world)).toEqual([{ state: 'failed' }]);
});

test('while Inflow does not answer, nodes that share the work send a refund once at a time, and a stated number of times', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '200', INFLOW_TIMEOUT_MS: '500' });
  await using _other = await world.startNode();
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'hang' });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('OUTCOME_UNKNOWN');
  await expect
    .poll(() => query(world, 'select state, tries from refunds'), { timeout: 120_000 })
    .toEqual([{ state: 'failed', tries: 5 }]);
  expect(await countRequests(world, 'refund')).toBe(5);
  // Each pause is at least twice the one before, and longer than a call.
  const times = (await world.sandbox.control.requests())
    .filter(({ operation }) => operation === 'refund')
    .map(({ at }) => Date.parse(at));
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  for (const [index, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(500 * 2 ** index);
});

test('refunds that stay pending keep none waiting, and are read more and more rarely', async () => {
  await using world = await startWorld(
    { RECONCILE_AFTER_MS: '300', INFLOW_TIMEOUT_MS: '1000' },
    { refundMs: 3_600_000 },
  );
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  const pending = await world.sandbox.control.payments.seed({ status: 'REFUND_PENDING' });
  await query(
    world,
    `insert into refunds (payment_id, state, requested_by, step_at)
     select case when i = 0 then $1 else 'pay_pending_' || i end, 'pending', 'service:tests', now() - interval '1 day'
     from generate_series(0, 249) as i`,
    [pending.id],
  );
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'drop_before', count: 1 });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('OUTCOME_UNKNOWN');
  await expect
    .poll(() => query(world, 'select state, tries from refunds where payment_id = $1', [paymentId]), {
      timeout: 120_000,
    })
    .toEqual([{ state: 'pending', tries: 2 }]);
  // Each of the others was looked at once, and is due again in hours.
  const due = "select count(*)::int from refunds where due_at > now() + interval '5 hours'";
  await expect.poll(() => query(world, due), { timeout: 120_000 }).toEqual([{ count: 250 }]);
  const reads = (await world.sandbox.control.requests()).filter(
    ({ operation, path }) => operation === 'read' && path.includes('pay_pending_'),
  );
  // A read that takes too long on a busy machine is repeated by the client.
  expect(new Set(reads.map(({ path }) => path)).size).toBe(249);
});

/** A second charge of a paid session, recorded as a stray one. */
async function strayCharge(world: World, status: 'CHECKOUT_SUCCESS' | 'PAYMENT_SUCCESS'): Promise<string> {
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  const { id } = await world.sandbox.control.payments.seed({
    status,
    metadatas: { checkoutSessionId: sessionId },
  });
  await world.service.payments.get.query({ paymentId: id });
  expect(await query(world, 'select id from payments where orphan')).toEqual([{ id }]);
  return id;
}

test('a stray charge is refunded by a person, and its refund followed to its end', async () => {
  await using world = await startWorld(quiet);
  const paymentId = await strayCharge(world, 'PAYMENT_SUCCESS');
  expect((await world.service.payments.refund.mutate({ paymentId })).refund).toBe('pending');
  await world.sandbox.control.clock.advance(60_000);
  await world.service.payments.get.query({ paymentId });
  expect(await storedRefunds(world)).toEqual([{ state: 'refunded' }]);
});

test('a stray charge that fails later is recorded as it is then', async () => {
  await using world = await startWorld(quiet);
  const paymentId = await strayCharge(world, 'CHECKOUT_SUCCESS');
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body) =>
    Object.assign({}, body, { status: 'PAYMENT_FAILED', updatedAt: '2100-01-01T00:00:00.000Z' }),
  );
  await using node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  await createClient(node.url, SERVICE_TOKEN).payments.get.query({ paymentId });
  expect(await query(world, 'select status, orphan from payments where id = $1', [paymentId])).toEqual([
    { status: 'PAYMENT_FAILED', orphan: true },
  ]);
});

test('callers that resolve one lost refund at the same moment, on two nodes, send it once', async () => {
  await using world = await startWorld(quiet);
  await using other = await world.startNode();
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await query(
    world,
    "insert into refunds (payment_id, state, requested_by, tries, step_at, due_at) values ($1, 'unknown', 'service:tests', 1, now() - interval '1 hour', now() + interval '1 hour')",
    [paymentId],
  );
  const client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  try {
    // Both have decided to send it when the first of them may claim it.
    await client.query('begin');
    await client.query('select 1 from refunds for update');
    const resolving = [world.api, other].map(({ deps }) => resolveRefund(deps, paymentId, 'reconciler'));
    const waiting =
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await expect.poll(async () => (await client.query(waiting)).rowCount).toBe(2);
    await client.query('commit');
    await Promise.all(resolving);
  } finally {
    await client.end();
  }
  expect(await countRequests(world, 'refund')).toBe(1);
  expect(await storedRefunds(world)).toEqual([{ state: 'pending' }]);
});
