import { expect, test } from 'vitest';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import {
  countRequests,
  createClient,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  type World,
} from './support/world.ts';

/** Nothing is read or sent by itself within a test, and a call may take ten minutes. */
const quiet = { RECONCILE_AFTER_MS: '600000' };
/** The sandbox ends its refunds in REFUND_FAILED. */
const REFUND_FAILS = '4000000000001158';
/** Authorised, and fails when the funds should be received. */
const FAILS_LATER = '4000000000001141';

async function storedRefund(world: World) {
  const [stored] = await query<{ state: string }>(world, 'select state from refunds');
  return stored?.state;
}

/** A payment whose refund was made by Inflow, and ended in REFUND_FAILED. */
async function paymentWithFailedRefund(world: World): Promise<string> {
  const { id: paymentId } = await world.service.payments.create.mutate(order({ number: REFUND_FAILS }));
  await world.service.payments.refund.mutate({ paymentId });
  await world.sandbox.control.clock.advance(60_000);
  expect((await world.service.payments.get.query({ paymentId })).refund).toBe('failed');
  return paymentId;
}

test('a second refund whose answer is lost is unknown, though the payment still reads REFUND_FAILED, until it is certain', async () => {
  await using world = await startWorld(quiet);
  const paymentId = await paymentWithFailedRefund(world);
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'drop_before', count: 1 });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('OUTCOME_UNKNOWN');
  expect((await world.service.payments.get.query({ paymentId })).refund).toBe('unknown');
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('ALREADY_REFUNDED');
  expect(await countRequests(world, 'refund')).toBe(2);

  await query(world, "update refunds set step_at = step_at - interval '1 day'");
  expect((await world.service.payments.get.query({ paymentId })).refund).toBe('failed');
});

test('while a second refund is being sent, a reader of REFUND_FAILED does not open the way for another beside it', async () => {
  await using world = await startWorld({ ...quiet, INFLOW_TIMEOUT_MS: '5000' });
  await using node = await world.startNode();
  const other = createClient(node.url, SERVICE_TOKEN);
  const paymentId = await paymentWithFailedRefund(world);
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'hang', count: 1 });
  const first = reasonOf(world.service.payments.refund.mutate({ paymentId }));
  await expect.poll(() => countRequests(world, 'refund')).toBe(2);
  expect((await other.payments.get.query({ paymentId })).refund).toBe('requested');
  expect(await reasonOf(other.payments.refund.mutate({ paymentId }))).toBe('ALREADY_REFUNDED');
  expect(await countRequests(world, 'refund')).toBe(2);
  expect(await first).toBe('OUTCOME_UNKNOWN');
});

test('a refund that Inflow refuses after one that failed has failed too, and the reason is told', async () => {
  await using world = await startWorld(quiet);
  const paymentId = await paymentWithFailedRefund(world);
  // Also the sandbox refuses it: REFUND_FAILED is not among the statuses that Inflow documents.
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('PAYMENT_NOT_REFUNDABLE');
  expect(await storedRefund(world)).toBe('failed');
  expect(await countRequests(world, 'refund')).toBe(2);
});

test('a lost refund of a payment that fails after authorisation has failed: nothing is left to refund', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order({ number: FAILS_LATER }));
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'drop_before', count: 1 });
  expect(await reasonOf(world.service.payments.refund.mutate({ paymentId }))).toBe('OUTCOME_UNKNOWN');
  await world.sandbox.control.clock.advance(3_600_000);
  expect(await world.service.payments.get.query({ paymentId })).toMatchObject({
    status: 'PAYMENT_FAILED',
    refund: 'failed',
  });
});

test('a refund that Inflow had accepted, and that is not there after days, has failed and can be requested again', async () => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.service.payments.create.mutate(order());
  await query(
    world,
    "insert into refunds (payment_id, state, requested_by, tries) values ($1, 'pending', 'service:tests', 1)",
    [paymentId],
  );
  expect((await world.service.payments.get.query({ paymentId })).refund).toBe('pending');
  await query(world, "update refunds set step_at = step_at - interval '2 days'");
  expect((await world.service.payments.get.query({ paymentId })).refund).toBe('failed');
  expect((await world.service.payments.refund.mutate({ paymentId })).refund).toBe('pending');
  expect(await countRequests(world, 'refund')).toBe(1);
});
