import { expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { query } from './support/query.ts';
import { createClient, newSession, press, reasonOf, startWorld, type World } from './support/world.ts';

/** No job of its own accord: what happens follows from the calls of the test. */
const quiet = { RECONCILE_AFTER_MS: '600000' };

const view = (world: World, sessionId: string) => world.service.sessions.get.query({ sessionId });

const actions = async (world: World, sessionId: string) =>
  (await view(world, sessionId)).history.map(({ action }) => action);

async function paidWith(world: World, number?: string) {
  const sessionId = await newSession(world.shopper);
  const { payment } = await world.shopper.checkout.pay.mutate(
    press(sessionId, number === undefined ? {} : { number }),
  );
  return { sessionId, paymentId: payment?.id ?? '' };
}

const FAILS_LATER = '4000000000001141';

test('a payment that fails after authorisation reverses its session: status, outcome and audit trail say so', async () => {
  await using world = await startWorld(quiet);
  const { sessionId, paymentId } = await paidWith(world, FAILS_LATER);
  expect(await view(world, sessionId)).toMatchObject({ status: 'complete', guaranteed: false });

  await world.sandbox.control.clock.advance(3_600_000);
  await world.service.payments.get.query({ paymentId });
  expect(await view(world, sessionId)).toMatchObject({
    status: 'reversed',
    guaranteed: false,
    paymentId,
    outcome: { status: 'reversed', payment: { status: 'PAYMENT_FAILED' } },
  });
  expect(await actions(world, sessionId)).toContain('payment.failed');
  expect(await world.shopper.checkout.complete.mutate({ sessionId })).toMatchObject({ status: 'reversed' });
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('SESSION_REVERSED');
  expect(await reasonOf(world.service.sessions.expire.mutate({ sessionId }))).toBe('SESSION_REVERSED');
});

test('it is noticed without a webhook and without a question', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600' });
  const { sessionId } = await paidWith(world, FAILS_LATER);
  await world.sandbox.control.clock.advance(3_600_000);
  await expect.poll(async () => (await view(world, sessionId)).status, { timeout: 120_000 }).toBe('reversed');
});

test('a payment is guaranteed once Inflow has received it, and each of these steps is in the audit trail', async () => {
  await using world = await startWorld(quiet);
  const { sessionId, paymentId } = await paidWith(world);
  await world.sandbox.control.clock.advance(7 * 86_400_000);
  await world.service.payments.get.query({ paymentId });
  expect(await view(world, sessionId)).toMatchObject({
    status: 'complete',
    guaranteed: true,
    outcome: { status: 'succeeded', payment: { status: 'PAYMENT_SUCCESS' } },
  });
  expect(await actions(world, sessionId)).toContain('payment.settled');
  const { version } = await view(world, sessionId);
  await world.service.payments.get.query({ paymentId });
  expect((await view(world, sessionId)).version).toBe(version);
});

test('a refund in full reverses the session, and the same read again changes nothing', async () => {
  await using world = await startWorld(quiet);
  const { sessionId, paymentId } = await paidWith(world);
  await world.service.payments.refund.mutate({ paymentId });
  expect(await view(world, sessionId)).toMatchObject({
    status: 'complete',
    outcome: { status: 'succeeded', payment: { status: 'REFUND_PENDING' } },
  });
  await world.sandbox.control.clock.advance(60_000);
  await world.service.payments.get.query({ paymentId });
  await world.service.payments.get.query({ paymentId });
  expect(await view(world, sessionId)).toMatchObject({
    status: 'reversed',
    outcome: { status: 'reversed', payment: { status: 'FULLY_REFUNDED' } },
  });
  const all = await actions(world, sessionId);
  expect(all.filter((action) => action === 'payment.refunded')).toHaveLength(1);
});

test('a payment that was refunded elsewhere while its confirm was unknown is reversed, and never succeeded', async () => {
  await using world = await startWorld(quiet);
  let isCut = false;
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body, path) => {
    if (path.endsWith('/confirm')) isCut = true;
    return isCut ? {} : body;
  });
  await using node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  const sessionId = await newSession(world.shopper);
  const outcome = await createClient(node.url).checkout.pay.mutate(press(sessionId));
  expect(outcome.status).toBe('processing');

  const [payment] = await world.sandbox.control.payments.list();
  const refund = await fetch(`${world.sandbox.apiUrl}/api/payment/${payment?.id}/refund`, {
    method: 'POST',
    headers: { 'x-inflow-api-key': world.apiKey, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(refund.ok).toBe(true);
  await world.sandbox.control.clock.advance(60_000);
  isCut = false;
  await world.service.payments.get.query({ paymentId: payment?.id ?? '' });
  expect(await view(world, sessionId)).toMatchObject({
    status: 'reversed',
    outcome: { status: 'reversed', payment: { status: 'FULLY_REFUNDED' } },
  });
});

test('an older answer that arrives late undoes nothing', async () => {
  await using world = await startWorld(quiet);
  const { sessionId, paymentId } = await paidWith(world);
  const old = (await world.sandbox.control.payments.list())[0];
  await world.service.payments.refund.mutate({ paymentId });
  await world.sandbox.control.clock.advance(60_000);
  await world.service.payments.get.query({ paymentId });
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, () => old);
  await using node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  await createClient(node.url, 'a-token-of-the-tests').payments.get.query({ paymentId });
  expect((await view(world, sessionId)).status).toBe('reversed');
  expect(await query(world, 'select status from payments')).toEqual([{ status: 'FULLY_REFUNDED' }]);
});
