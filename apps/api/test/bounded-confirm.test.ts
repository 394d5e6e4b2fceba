import { expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { order } from './support/order.ts';
import { ageAttempts, query } from './support/query.ts';
import {
  chargesOf,
  countRequests,
  createClient,
  newSession,
  outcomeOnce,
  press,
  reasonOf,
  startWorld,
  type World,
} from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };

const view = (world: World, sessionId: string) => world.shopper.checkout.get.query({ sessionId });

test.each([400, 401, 403])(
  'a confirm that is refused with %i ends the attempt: nothing is charged, then or later, and another card can pay',
  async (status) => {
    await using world = await startWorld(quiet);
    const { faults } = world.sandbox.control;
    const sessionId = await newSession(world.shopper);
    await faults.add({ operation: 'confirm', kind: 'status', status });
    expect(await world.shopper.checkout.pay.mutate(press(sessionId))).toMatchObject({
      status: 'declined',
      decline: { code: 'not_charged' },
    });
    expect(await countRequests(world, 'confirm')).toBe(1);
    await faults.clear();
    expect(await chargesOf(world, sessionId)).toEqual([]);
    expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  },
);

test('a refusal that follows a lost confirm ends nothing: the lost one may have worked', async () => {
  await using world = await startWorld(quiet);
  const { faults } = world.sandbox.control;
  const sessionId = await newSession(world.shopper);
  await faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  await faults.add({ operation: 'confirm', kind: 'status', status: 400 });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  await query(world, "update attempts set step_at = now() - interval '11 minutes'");
  await world.shopper.checkout.complete.mutate({ sessionId });
  expect(await countRequests(world, 'confirm')).toBe(2);
  expect((await view(world, sessionId)).status).toBe('processing');
  expect(await query(world, 'select state, confirm_lost, confirms_sent from attempts')).toEqual([
    { state: 'confirm_unknown', confirm_lost: true, confirms_sent: 2 },
  ]);
});

test('a confirm whose answers are all lost is sent five times, then only read, and given up when none can arrive any more', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'drop_before' });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  const later = async (minutes: number) => {
    await query(
      world,
      `update attempts set step_at = now() - interval '${minutes} minutes', confirm_sent_at = now() - interval '${minutes} minutes'`,
    );
    return world.shopper.checkout.complete.mutate({ sessionId });
  };
  for (let sent = 2; sent <= 5; sent += 1) {
    expect((await later(10 * 2 ** (sent - 2) + 1)).status).toBe('processing');
    expect(await countRequests(world, 'confirm')).toBe(sent);
  }
  // Twenty times the time that a call may take: here ten minutes.
  expect((await later(199)).status).toBe('processing');
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('ATTEMPT_IN_PROGRESS');
  expect(await later(201)).toMatchObject({ status: 'declined', decline: { code: 'not_charged' } });
  expect(await countRequests(world, 'confirm')).toBe(5);
  expect((await view(world, sessionId)).status).toBe('open');
});

test('past the expiry of its session nothing is confirmed again', async () => {
  await using world = await startWorld(quiet);
  const { faults } = world.sandbox.control;
  const sessionId = await newSession(world.shopper);
  await faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('processing');
  await query(world, "update sessions set expires_at = now() - interval '6 hours'");
  await query(world, "update attempts set step_at = now() - interval '30 minutes'");
  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('processing');
  await ageAttempts(world);
  await query(world, "update attempts set confirm_sent_at = now() - interval '6 hours'");
  expect((await world.shopper.checkout.complete.mutate({ sessionId })).status).toBe('declined');
  expect(await countRequests(world, 'confirm')).toBe(1);
  expect(await chargesOf(world, sessionId)).toEqual([]);
});

test('a service ends the wait for a session; a charge that arrives afterwards is recorded as its payment', async () => {
  await using world = await startWorld(quiet);
  const sessionId = await newSession(world.shopper);
  await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  await world.shopper.checkout.pay.mutate(press(sessionId));
  expect(await world.service.payments.close.mutate({ sessionId })).toMatchObject({
    closed: true,
    state: 'abandoned',
    sessionId,
  });
  expect(await view(world, sessionId)).toMatchObject({
    status: 'open',
    outcome: { status: 'declined', decline: { code: 'closed' } },
  });
  const { history } = await world.service.sessions.get.query({ sessionId });
  expect(history.at(-1)).toMatchObject({ actor: 'service:tests', action: 'payment.closed' });
  expect(await world.service.payments.close.mutate({ sessionId })).toMatchObject({ closed: false });

  // The confirm that was lost arrives after all.
  const [payment] = await world.sandbox.control.payments.list();
  const { apiUrl } = world.sandbox;
  const confirmed = await fetch(`${apiUrl}/api/server/payment/${payment?.id}/confirm`, {
    method: 'POST',
    headers: { 'x-inflow-api-key': world.apiKey },
  });
  expect(confirmed.ok).toBe(true);
  await world.service.payments.get.query({ paymentId: payment?.id ?? '' });
  expect((await view(world, sessionId)).status).toBe('complete');
});

test('a service ends the wait for a payment of its own, by its idempotency key', async () => {
  await using world = await startWorld(quiet);
  const input = order();
  await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  expect(await reasonOf(world.service.payments.create.mutate(input))).toBe('OUTCOME_UNKNOWN');
  const { idempotencyKey } = input;
  expect(await world.service.payments.close.mutate({ idempotencyKey })).toMatchObject({ closed: true });
  expect(await reasonOf(world.service.payments.create.mutate(input))).toBe('NOT_CHARGED');
  expect(await reasonOf(world.service.payments.close.mutate({ idempotencyKey: 'unknown' }))).toBe(
    'NOT_FOUND',
  );
  expect(await reasonOf(world.service.payments.close.mutate({}))).toBe('INVALID_INPUT');
});

test('a payment that a service never confirms ends after a week', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600' });
  const input = { ...order(), autoConfirm: false };
  const { id: paymentId } = await world.service.payments.create.mutate(input);
  await query(world, "update attempts set step_at = now() - interval '8 days', due_at = now()");
  await expect
    .poll(() => query(world, 'select state from attempts'), { timeout: 60_000 })
    .toEqual([{ state: 'abandoned' }]);
  expect(await reasonOf(world.service.payments.confirm.mutate({ paymentId }))).toBe(
    'PAYMENT_NOT_CONFIRMABLE',
  );
});

/** What a provider may leave out of its answer to a confirm. */
const PARTS: [string, (payment: Record<string, unknown>) => unknown][] = [
  ['the metadata', ({ metadatas: _, ...rest }) => rest],
  [
    'products, taxes and metadata',
    ({ metadatas: _m, products: _p, amountTaxesIncluded: _t, ...rest }) => rest,
  ],
  ['amount and currency', ({ amountInCents: _a, currency: _c, ...rest }) => rest],
  [
    'all but the six fields of a create',
    ({ id, amountInCents, currency, status, customerEmail }) => ({
      id,
      amountInCents,
      currency,
      status,
      customerEmail,
      threeDsSessionUrl: null,
    }),
  ],
  ['everything', () => ({})],
];

test.each(PARTS)(
  'a confirm that is answered without %s: the payment is read, and has paid',
  async (_name, part) => {
    await using world = await startWorld(quiet);
    await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body, path) =>
      path.endsWith('/confirm') ? part(body as Record<string, unknown>) : body,
    );
    await using node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
    const sessionId = await newSession(world.shopper);
    const shopper = createClient(node.url);
    expect((await shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
    expect(await reasonOf(shopper.checkout.pay.mutate(press(sessionId)))).toBe('SESSION_COMPLETE');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  },
);

test('a provider that never repeats the metadata: the payment is known by its id', async () => {
  await using world = await startWorld(quiet);
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body) => {
    const { metadatas: _, ...rest } = body as Record<string, unknown>;
    return rest;
  });
  await using node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  const sessionId = await newSession(world.shopper);
  expect((await createClient(node.url).checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  expect((await outcomeOnce(world, sessionId, 'succeeded')).status).toBe('succeeded');
});
