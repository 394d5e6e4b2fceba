import { expect, test } from 'vitest';
import { order } from './support/order.ts';
import { query } from './support/query.ts';
import { newSession, press, reasonOf, startWorld, type World } from './support/world.ts';

/** No job of its own accord: what happens follows from the calls of the test. */
const quiet = { RECONCILE_AFTER_MS: '600000' };

/** A charge at Inflow whose metadata names an attempt of ours. */
async function seedCharge(
  world: World,
  sessionId: string,
  { amountInCents = 4999, currency = 'EUR' as 'EUR' | 'USD' } = {},
): Promise<string> {
  const [attempt] = await query<{ id: string }>(
    world,
    'select id from attempts where session_id = $1 order by created_at limit 1',
    [sessionId],
  );
  const { id } = await world.sandbox.control.payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents,
    currency,
    metadatas: { checkoutSessionId: sessionId, checkoutAttemptId: attempt?.id },
  });
  return id;
}

const attemptStates = (world: World, sessionId: string) =>
  query(world, 'select state, payment_id from attempts where session_id = $1 order by created_at', [
    sessionId,
  ]);

/** Its one attempt was given up, because its create did not reach Inflow. */
async function sessionWithGivenUpAttempt(world: World) {
  const sessionId = await newSession(world.shopper);
  const view = () => world.shopper.checkout.get.query({ sessionId });
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'drop_before', count: 1 });
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await expect.poll(async () => (await view()).status).toBe('open');
  return { sessionId, view };
}

test.each([
  ['succeeded', {}, 'complete'],
  ['declined', { number: '4000000000000002' }, 'open'],
])(
  'reconciling a second payment that names a %s attempt: the attempt keeps its own payment, the other is a stray charge',
  async (state, card, sessionStatus) => {
    await using world = await startWorld(quiet);
    const sessionId = await newSession(world.shopper);
    const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId, card));
    const stray = await seedCharge(world, sessionId);

    await world.service.payments.get.query({ paymentId: stray });
    expect(await attemptStates(world, sessionId)).toEqual([{ state, payment_id: payment?.id }]);
    expect(await query(world, 'select id, attempt_id, session_id from payments where orphan')).toEqual([
      { id: stray, attempt_id: null, session_id: sessionId },
    ]);
    const session = await world.service.sessions.get.query({ sessionId });
    expect(session.status).toBe(sessionStatus);
    expect(session.history.at(-1)).toMatchObject({ action: 'payment.orphan_found', to: 'orphaned' });
  },
);

test('reconciling a charge of another amount for an attempt that was given up: the session stays processing while a newer attempt is unresolved', async () => {
  await using world = await startWorld(quiet);
  const { sessionId, view } = await sessionWithGivenUpAttempt(world);

  await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  const stray = await seedCharge(world, sessionId, { amountInCents: 1 });
  await world.service.payments.get.query({ paymentId: stray });

  expect(await attemptStates(world, sessionId)).toMatchObject([
    { state: 'orphaned', payment_id: stray },
    { state: 'confirm_unknown' },
  ]);
  expect((await view()).status).toBe('processing');
});

test.each([
  ['amount', { amountInCents: 1 }],
  ['currency', { currency: 'USD' as const }],
])(
  'a charge of another %s for an attempt that was given up pays no session, and holds it until it is refunded',
  async (_name, differs) => {
    await using world = await startWorld(quiet);
    const { sessionId, view } = await sessionWithGivenUpAttempt(world);
    const paymentId = await seedCharge(world, sessionId, differs);
    await world.service.payments.get.query({ paymentId });
    expect((await view()).status).toBe('processing');
    expect(await attemptStates(world, sessionId)).toEqual([{ state: 'orphaned', payment_id: paymentId }]);
    expect(await query(world, 'select id, orphan from payments')).toEqual([{ id: paymentId, orphan: true }]);
    expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('ATTEMPT_IN_PROGRESS');

    await world.service.payments.refund.mutate({ paymentId });
    await world.sandbox.control.clock.advance(60_000);
    await world.service.payments.get.query({ paymentId });
    expect((await view()).status).toBe('open');
    expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  },
);

test('a charge that is found for an attempt that was given up pays its session', async () => {
  await using world = await startWorld(quiet);
  const { sessionId, view } = await sessionWithGivenUpAttempt(world);
  const paymentId = await seedCharge(world, sessionId);
  await world.service.payments.get.query({ paymentId });
  expect(await view()).toMatchObject({ status: 'complete', outcome: { status: 'succeeded' } });
});

test('an unknown payment that is read again is a stray charge once', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  const { id: paymentId } = await world.sandbox.control.payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents: 1,
    metadatas: { checkoutSessionId: sessionId },
  });
  for (let reading = 0; reading < 3; reading += 1) await world.service.payments.get.query({ paymentId });
  expect(await query(world, "select 1 from audit where action = 'payment.orphan_found'")).toHaveLength(1);
});

test.each([
  ['is not charged', { status: 'INITIATION' as const, metadatas: { checkoutSessionId: 'cs_lost' } }],
  ['does not name us', { status: 'CHECKOUT_SUCCESS' as const, metadatas: { orderId: 'order_1' } }],
])('an unknown payment that %s is shown to a service and not recorded', async (_name, payment) => {
  await using world = await startWorld(quiet);
  const { id: paymentId } = await world.sandbox.control.payments.seed(payment);
  expect(await world.service.payments.get.query({ paymentId })).toMatchObject({
    id: paymentId,
    status: payment.status,
    metadatas: payment.metadatas,
  });
  expect(await query(world, 'select 1 from payments')).toEqual([]);
});

test('a charge of another amount that is found after the session has expired leaves it expired', async () => {
  await using world = await startWorld(quiet);
  const { sessionId } = await sessionWithGivenUpAttempt(world);
  await world.service.sessions.expire.mutate({ sessionId });
  const paymentId = await seedCharge(world, sessionId, { amountInCents: 1 });
  await world.service.payments.get.query({ paymentId });
  expect(await attemptStates(world, sessionId)).toEqual([{ state: 'orphaned', payment_id: paymentId }]);
  expect(await query(world, 'select status from sessions')).toEqual([{ status: 'expired' }]);
});

test('a charge that names another installation is none of our business, even if it names a session of ours', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  const { id: paymentId } = await world.sandbox.control.payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents: 4999,
    metadatas: { checkoutInstallation: 'inst_of_another', checkoutSessionId: sessionId },
  });
  expect(await world.service.payments.get.query({ paymentId })).toMatchObject({
    id: paymentId,
    sessionId: null,
  });
  expect(await query(world, 'select 1 from payments')).toEqual([]);
  expect((await world.shopper.checkout.get.query({ sessionId })).status).toBe('open');
});

test('a charge of an earlier version for a service, which names its attempt alone, is recorded as that attempt’s', async () => {
  await using world = await startWorld(quiet);
  await world.sandbox.control.faults.add({ operation: 'create', kind: 'drop_before', count: 1 });
  await reasonOf(world.service.payments.create.mutate(order()));
  const [attempt] = await query<{ id: string }>(world, 'select id from attempts');
  const { id: paymentId } = await world.sandbox.control.payments.seed({
    status: 'CHECKOUT_SUCCESS',
    amountInCents: 3250,
    metadatas: { checkoutAttemptId: attempt?.id },
  });
  await world.service.payments.get.query({ paymentId });
  expect(await query(world, 'select state, payment_id from attempts')).toEqual([
    { state: 'succeeded', payment_id: paymentId },
  ]);
});
