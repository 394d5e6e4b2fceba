import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type ConsoleClient, signIn, startConsoleWorld } from './support/console.ts';
import { query } from './support/query.ts';
import { startReceiver } from './support/receiver.ts';
import { chargesOf, countRequests, press, reasonOf, unknownCard, type World } from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };
const LIMITS = { ...quiet, CONSOLE_REFUND_LIMIT: 'support:5000,finance:100000,admin:100000' };
const reason = 'the customer called';

async function buy(world: World, price: number) {
  const { sessionId, reference } = await sessionOf(world, price);
  const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
  return { sessionId, reference, paymentId: payment?.id ?? '' };
}

async function sessionOf({ service }: World, price = 2_500) {
  const { sessionId } = await service.sessions.create.mutate({
    products: [{ name: 'Book', price, quantity: 1 }],
    currency: 'EUR',
  });
  const { reference } = await service.sessions.get.query({ sessionId });
  return { sessionId, reference };
}

async function asShown({ console }: ConsoleClient, paymentId: string) {
  const { payment } = await console.payment.get.query({ paymentId });
  const amountInCents = payment?.amountTaxesIncluded ?? 0;
  return { paymentId, reason, expected: { amountInCents, currency: 'EUR' as const } };
}

const audited = (world: World, action: string) =>
  query<{ actor: string; reason: string; address: string }>(
    world,
    `select actor, reason, address from audit where action = $1 and actor like 'operator:op%'`,
    [action],
  );

test('support refunds up to its limit, in the amount that was shown, with the reason in the trail', async () => {
  await using world = await startConsoleWorld(LIMITS);
  const { paymentId } = await buy(world, 2_500);
  const support = await signIn(world, 'support');
  const shown = await asShown(support, paymentId);
  const { refund } = support.console;
  const other = { ...shown, expected: { ...shown.expected, amountInCents: 1 } };
  expect(await reasonOf(refund.request.mutate(other))).toBe('CONFLICT');
  expect(await refund.request.mutate(shown)).toEqual({ outcome: 'sent', requestId: null });
  expect(await reasonOf(refund.request.mutate(shown))).toBe('ALREADY_REFUNDED');
  expect(await countRequests(world, 'refund')).toBe(1);
  expect(await audited(world, 'refund.ordered')).toEqual([
    { actor: expect.stringMatching(/^operator:op_/), reason, address: '127.0.0.1' },
  ]);
  expect((await support.console.payment.get.query({ paymentId })).standing).toBe('refundPending');
});

test('above the limit nothing is sent until a second person approves, who is not the first', async () => {
  await using world = await startConsoleWorld(LIMITS);
  const { paymentId } = await buy(world, 200_000);
  const [first, second, support] = [
    await signIn(world, 'finance', 'Grace'),
    await signIn(world, 'finance', 'Ada'),
    await signIn(world, 'support', 'Alan'),
  ];
  const shown = await asShown(first, paymentId);
  const asked = await first.console.refund.request.mutate(shown);
  expect(asked).toEqual({ outcome: 'awaitsApproval', requestId: expect.stringMatching(/^rr_/) });
  const requestId = asked.requestId ?? '';
  const decision = { requestId, reason: 'checked with the warehouse' };
  expect(await reasonOf(first.console.refund.approve.mutate(decision))).toBe('SAME_PERSON');
  expect(await reasonOf(support.console.refund.approve.mutate(decision))).toBe('NOT_ALLOWED');
  // Nor by asking again, or from another session of the same person.
  expect(await reasonOf(first.console.refund.request.mutate(shown))).toBe('ALREADY_DECIDED');
  expect(await countRequests(world, 'refund')).toBe(0);
  expect((await second.console.payment.get.query({ paymentId })).standing).toBe('refundAwaitsApproval');
  expect((await second.console.refund.waiting.query()).requests).toEqual([
    expect.objectContaining({ requestId, requestedByName: 'Grace', isOwn: false, reason }),
  ]);
  expect(await second.console.refund.approve.mutate(decision)).toEqual({ outcome: 'sent', requestId: null });
  expect(await reasonOf(second.console.refund.approve.mutate(decision))).toBe('ALREADY_DECIDED');
  expect(await countRequests(world, 'refund')).toBe(1);
  expect((await second.console.payment.get.query({ paymentId })).refundRequests).toEqual([
    expect.objectContaining({ state: 'approved', decidedByName: 'Ada', decisionReason: decision.reason }),
  ]);
});

test('two who approve at the same time send one refund', async () => {
  await using world = await startConsoleWorld(LIMITS);
  const { paymentId } = await buy(world, 200_000);
  const [first, ...others] = [
    await signIn(world, 'finance'),
    await signIn(world, 'finance'),
    await signIn(world, 'admin'),
  ];
  const { requestId } = await first.console.refund.request.mutate(await asShown(first, paymentId));
  const decision = { requestId: requestId ?? '', reason };
  const outcomes = await Promise.all(
    others.map(({ console }) =>
      console.refund.approve.mutate(decision).then(
        ({ outcome }) => outcome,
        () => 'refused',
      ),
    ),
  );
  expect(outcomes.sort()).toEqual(['refused', 'sent']);
  expect(await countRequests(world, 'refund')).toBe(1);
});

test('a rejected refund is not sent, and can be asked for again', async () => {
  await using world = await startConsoleWorld(LIMITS);
  const { paymentId } = await buy(world, 200_000);
  const [first, second] = [await signIn(world, 'support'), await signIn(world, 'finance')];
  const shown = await asShown(first, paymentId);
  const { requestId } = await first.console.refund.request.mutate(shown);
  await second.console.refund.reject.mutate({ requestId: requestId ?? '', reason: 'it was delivered' });
  expect(await reasonOf(second.console.refund.approve.mutate({ requestId: requestId ?? '', reason }))).toBe(
    'ALREADY_DECIDED',
  );
  expect((await first.console.refund.request.mutate(shown)).outcome).toBe('awaitsApproval');
  expect(await countRequests(world, 'refund')).toBe(0);
});

test('a refund whose answer is lost stays unknown, and is not offered again', async () => {
  await using world = await startConsoleWorld(LIMITS);
  const { paymentId } = await buy(world, 2_500);
  const support = await signIn(world, 'support');
  const shown = await asShown(support, paymentId);
  await world.sandbox.control.faults.add({ operation: 'refund', kind: 'drop_before', count: 1 });
  expect(await support.console.refund.request.mutate(shown)).toEqual({ outcome: 'unknown', requestId: null });
  const { standing, actions } = await support.console.payment.get.query({ paymentId });
  expect([standing, actions.includes('refund')]).toEqual(['refundUnknown', false]);
});

test('a stray charge is adopted where its session has no other, dismissed or refunded where it has', async () => {
  await using world = await startConsoleWorld(quiet);
  const [installation] = await query<{ id: string }>(world, 'select id from installation');
  const seed = (sessionId: string, amountInCents: number) =>
    world.sandbox.control.payments.seed({
      status: 'PAYMENT_SUCCESS',
      amountInCents,
      metadatas: { checkoutInstallation: installation?.id ?? '', checkoutSessionId: sessionId },
    });
  const open = await sessionOf(world);
  const paid = await buy(world, 2_500);
  const [fits, second] = [await seed(open.sessionId, 9_900), await seed(paid.sessionId, 2_500)];
  for (const { id } of [fits, second]) await world.service.payments.get.query({ paymentId: id });
  const [finance, support] = [await signIn(world, 'finance'), await signIn(world, 'support')];
  const { stray, payment, search } = finance.console;
  const listed = async () =>
    (await search.payments.query({ stray: true })).payments.map(({ paymentId }) => paymentId).sort();
  expect(await listed()).toEqual([fits.id, second.id].sort());
  expect(await reasonOf(support.console.stray.adopt.mutate({ paymentId: fits.id, reason }))).toBe(
    'NOT_ALLOWED',
  );

  await stray.adopt.mutate({ paymentId: fits.id, reason: 'they paid the old price' });
  expect(await payment.get.query({ paymentId: fits.id })).toMatchObject({
    standing: 'settled',
    session: { reference: open.reference, status: 'complete' },
  });
  expect(await reasonOf(stray.adopt.mutate({ paymentId: fits.id, reason }))).toBe('ALREADY_DECIDED');

  expect(await reasonOf(stray.adopt.mutate({ paymentId: second.id, reason }))).toBe('CANNOT_BE_ADOPTED');
  await stray.dismiss.mutate({ paymentId: second.id, reason: 'a test of ours' });
  expect((await payment.get.query({ paymentId: second.id })).standing).toBe('strayDismissed');
  expect(await listed()).toEqual([]);
  expect(await audited(world, 'stray.dismissed')).toEqual([
    expect.objectContaining({ reason: 'a test of ours' }),
  ]);
});

test('a stuck attempt is closed, a session expired, and a link made that pays once', async () => {
  await using world = await startConsoleWorld({ ...quiet, INFLOW_TIMEOUT_MS: '2000' });
  const support = await signIn(world, 'support');
  const { attempt, session } = support.console;
  const stuck = await sessionOf(world);
  await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  await world.shopper.checkout.pay.mutate(press(stuck.sessionId));
  expect(await reasonOf(session.expire.mutate({ reference: stuck.reference, reason }))).toBe(
    'ATTEMPT_IN_PROGRESS',
  );
  expect(await attempt.close.mutate({ reference: stuck.reference, reason })).toEqual({
    closed: true,
    state: 'abandoned',
  });
  await session.expire.mutate({ reference: stuck.reference, reason });
  expect((await world.shopper.checkout.get.query({ sessionId: stuck.sessionId })).status).toBe('expired');

  const link = await session.createLink.mutate({
    products: [{ name: 'Repair', price: 4_000, quantity: 1 }],
    currency: 'EUR',
    expiresInDays: 90,
    reason: 'agreed by phone',
  });
  const days = (Date.parse(link.expiresAt) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(90);
  const sessionId = new URL(link.url).pathname.split('/').at(-1) ?? '';
  await world.shopper.checkout.pay.mutate(press(sessionId));
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)))).toBe('SESSION_COMPLETE');
  expect(await chargesOf(world, sessionId)).toHaveLength(1);
  for (const action of ['attempt.closing_ordered', 'session.expiry_ordered', 'session.link_made'])
    expect([action, (await audited(world, action)).length > 0]).toEqual([action, true]);
});

test('a shopper over the limits may go on once a person has unblocked them', async () => {
  await using world = await startConsoleWorld(quiet);
  const { sessionId, reference } = await sessionOf(world);
  let refused: unknown = null;
  for (let count = 0; count < 10 && refused === null; count += 1) {
    refused = await reasonOf(
      world.shopper.checkout.pay.mutate(press(sessionId, { number: unknownCard() })).then(() => null),
    );
  }
  expect(['SLOW_DOWN', 'TOO_MANY_ATTEMPTS']).toContain(refused);
  const { shopper } = (await signIn(world, 'support')).console;
  expect((await shopper.unblock.mutate({ reference, reason })).attempts).toBeGreaterThan(2);
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
});

test('dead webhooks are given to the jobs again, one or all', async () => {
  await using world = await startConsoleWorld(quiet);
  const { paymentId } = await buy(world, 2_500);
  const svixIds = [1, 2, 3].map((each) => `msg_${each}${randomBytes(6).toString('hex')}`);
  for (const svixId of svixIds)
    await query(
      world,
      `insert into webhook_deliveries (svix_id, sent_at, state, events, tries) values ($1, now(), 'dead', $2, 12)`,
      [svixId, JSON.stringify([{ eventType: 'payment.settled', paymentId }])],
    );
  const { console } = await signIn(world, 'support');
  expect((await console.webhooks.list.query()).webhooks).toHaveLength(3);
  const [one = ''] = svixIds;
  expect(await console.webhooks.replay.mutate({ webhookId: one, reason })).toEqual({ webhooks: 1 });
  await expect
    .poll(() => query(world, 'select state from webhook_deliveries where svix_id = $1', [one]))
    .toEqual([{ state: 'processed' }]);
  expect(await reasonOf(console.webhooks.replay.mutate({ webhookId: one, reason }))).toBe('NOT_FOUND');
  expect(await console.webhooks.replay.mutate({ reason })).toEqual({ webhooks: 2 });
});

test('an endpoint is paused and resumed, and events are sent again: one, behind a cursor, since a time', async () => {
  await using world = await startConsoleWorld(quiet);
  await using receiver = await startReceiver();
  const [admin, support] = [await signIn(world, 'admin'), await signIn(world, 'support')];
  const { endpoints } = admin.console;
  const { endpointId, secret } = await endpoints.create.mutate({ url: receiver.url, reason });
  receiver.secret = secret;
  await buy(world, 2_500);
  await expect.poll(() => receiver.accepted.length).toBe(2);
  expect(
    await reasonOf(support.console.endpoints.update.mutate({ endpointId, state: 'paused', reason })),
  ).toBe('NOT_ALLOWED');
  expect(await endpoints.update.mutate({ endpointId, state: 'paused', reason })).toMatchObject({
    state: 'paused',
  });
  await endpoints.update.mutate({ endpointId, state: 'active', reason });
  const [first] = receiver.accepted;
  const { replay } = support.console.endpoints;
  const eventId = first?.event.id ?? '';
  expect(await replay.mutate({ endpointId, eventId, reason })).toEqual({ events: 1 });
  expect(await replay.mutate({ endpointId, after: '1', reason })).toEqual({ events: 1 });
  expect(await replay.mutate({ endpointId, since: '2020-01-01T00:00:00Z', reason })).toEqual({ events: 2 });
  expect(await replay.mutate({ endpointId, since: new Date().toISOString(), reason })).toEqual({ events: 0 });
  await expect.poll(() => receiver.accepted.length).toBeGreaterThan(3);
  expect((await audited(world, 'endpoint.replay_ordered')).length).toBe(4);
  // As to services, a session is named in a way that permits nothing.
  const { deliveries } = await support.console.endpoints.deliveries.query({ endpointId });
  expect(deliveries.every(({ sessionId }) => sessionId?.startsWith('ref_'))).toBe(true);
});

test('the refund of stray charges is started by an admin, and stopped by finance', async () => {
  await using world = await startConsoleWorld(quiet);
  const [admin, finance] = [await signIn(world, 'admin', 'Grace'), await signIn(world, 'finance')];
  expect(await reasonOf(finance.console.strayRefunds.start.mutate({ reason }))).toBe('NOT_ALLOWED');
  expect(await admin.console.strayRefunds.start.mutate({ reason })).toMatchObject({
    releasedByName: 'Grace',
  });
  expect(await finance.console.strayRefunds.stop.mutate({ reason })).toMatchObject({ releasedAt: null });
});

test('every action needs a reason, and a viewer may do none', async () => {
  await using world = await startConsoleWorld(quiet);
  const { paymentId, reference } = await buy(world, 2_500);
  const { console } = await signIn(world, 'viewer');
  const refused = await Promise.all(
    [
      console.refund.request.mutate({ paymentId, reason, expected: { amountInCents: 1, currency: 'EUR' } }),
      console.refund.approve.mutate({ requestId: 'rr_x', reason }),
      console.stray.adopt.mutate({ paymentId, reason }),
      console.stray.dismiss.mutate({ paymentId, reason }),
      console.attempt.close.mutate({ reference, reason }),
      console.session.expire.mutate({ reference, reason }),
      console.shopper.unblock.mutate({ reference, reason }),
      console.webhooks.replay.mutate({ reason }),
      console.strayRefunds.stop.mutate({ reason }),
      console.people.list.query(),
    ].map(reasonOf),
  );
  expect(new Set(refused)).toEqual(new Set(['NOT_ALLOWED']));
  const admin = await signIn(world, 'admin');
  expect(await reasonOf(admin.console.session.expire.mutate({ reference, reason: ' ' }))).toBe(
    'INVALID_INPUT',
  );
});
