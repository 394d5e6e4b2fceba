import pg from 'pg';
import { expect, test } from 'vitest';
import { ageAttempts, query } from './support/query.ts';
import { chargesOf, countRequests, newSession, press, startWorld, type World } from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000', INFLOW_TIMEOUT_MS: '60000' };
const PAID_BY_ANOTHER = "update sessions set status = 'complete', payment_id = 'pay_other' where id = $1";

/** Changes the session while `work` waits for its row lock. */
async function changeUnderLock<T>(
  { databaseUrl }: World,
  sessionId: string,
  { change, work }: { change: string; work: () => Promise<T> },
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select 1 from sessions where id = $1 for no key update', [sessionId]);
    const working = work();
    // Its failure is reported where it is awaited.
    working.catch(() => undefined);
    const blocked = 'select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))';
    await expect.poll(async () => (await client.query(blocked)).rowCount).toBeGreaterThan(0);
    await client.query(change, [sessionId]);
    await client.query('commit');
    return await working;
  } finally {
    await client.end();
  }
}

test('a confirm is not sent when another payment pays the session just before it', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  await world.sandbox.control.threeDs.approve(begun.payment?.id ?? '');
  const outcome = await changeUnderLock(world, sessionId, {
    change: PAID_BY_ANOTHER,
    work: () => world.shopper.checkout.complete.mutate({ sessionId }),
  });
  expect(outcome).toMatchObject({ status: 'declined', decline: { code: 'not_charged' } });
  expect(await countRequests(world, 'confirm')).toBe(0);
  expect(await chargesOf(world, sessionId)).toEqual([]);
});

test('a confirm is not sent when another node announces its own just before it', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  await world.sandbox.control.threeDs.approve(begun.payment?.id ?? '');
  const outcome = await changeUnderLock(world, sessionId, {
    // As another node announces its confirm.
    change:
      "update attempts set state = 'confirming', step = step + 1, step_at = now() where session_id = $1",
    work: () => world.shopper.checkout.complete.mutate({ sessionId }),
  });
  expect(outcome.status).toBe('processing');
  expect(await countRequests(world, 'confirm')).toBe(0);
});

test('a charge of a session that another payment has paid meanwhile is a stray charge, and the session keeps its payment', async () => {
  await using world = await startWorld(quiet);
  const { faults } = world.sandbox.control;
  const sessionId = await newSession(world.shopper);
  await faults.add({ operation: 'confirm', kind: 'work_then_drop', count: 1 });
  const begun = await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000020000000000' }));
  const paymentId = begun.payment?.id ?? '';
  await world.sandbox.control.threeDs.approve(paymentId);
  // The confirm charges, and neither its response nor a read tells.
  await faults.add({ operation: 'read', kind: 'latency', delayMs: 0, count: 1 });
  await faults.add({ operation: 'read', kind: 'status', status: 503 });
  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('processing');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);

  await query(world, PAID_BY_ANOTHER, [sessionId]);
  await faults.clear();
  await ageAttempts(world);
  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('processing');
  expect(await query(world, 'select state, payment_id from attempts')).toEqual([
    { state: 'orphaned', payment_id: paymentId },
  ]);
  expect(await query(world, 'select id, orphan from payments')).toEqual([{ id: paymentId, orphan: true }]);
  expect(await world.service.sessions.get.query({ sessionId })).toMatchObject({
    status: 'complete',
    paymentId: 'pay_other',
  });
});
