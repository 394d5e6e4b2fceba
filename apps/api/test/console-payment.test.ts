import type { PaymentDetail } from '@checkout/schemas/console-payment';
import { expect, test } from 'vitest';
import { type ConsoleClient, signIn, startConsoleWorld } from './support/console.ts';
import { query } from './support/query.ts';
import { startReceiver } from './support/receiver.ts';
import { svixHeaders } from './support/svix-headers.ts';
import { newSession, press, reasonOf, WEBHOOK_SECRET, type World } from './support/world.ts';

const quiet = { RECONCILE_AFTER_MS: '600000' };

async function order(world: World) {
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'Book', price: 2_500, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    metadatas: { order: '4711', note: 'for Ada Lovelace' },
  });
  const { reference } = await world.service.sessions.get.query({ sessionId });
  return { sessionId, reference };
}

async function deliver({ api }: World, paymentId: string): Promise<void> {
  const body = JSON.stringify({ data: [{ eventType: 'payment.authorized', payload: { id: paymentId } }] });
  const headers = svixHeaders(body, { secret: WEBHOOK_SECRET });
  expect((await fetch(`${api.url}/webhooks/inflow`, { method: 'POST', body, headers })).status).toBe(204);
}

/** The details that a person sees while they watch, until one fits. */
async function watchUntil(
  { console }: ConsoleClient,
  reference: string,
  fits: (detail: PaymentDetail) => boolean,
): Promise<PaymentDetail[]> {
  const seen: PaymentDetail[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const watching = console.payment.watch.subscribe(
    { reference },
    {
      onData: (detail) => {
        seen.push(detail);
        if (fits(detail)) resolve();
      },
      onError: reject,
      onComplete: () => reject(new Error('the watching ended')),
    },
  );
  await promise.finally(() => watching.unsubscribe());
  return seen;
}

test('one timeline has what we decided, what Inflow said and told, what the shop was told and answered, and who looked', async () => {
  await using world = await startConsoleWorld(quiet);
  await using receiver = await startReceiver();
  const { secret } = await world.service.endpoints.create.mutate({ url: receiver.url });
  receiver.secret = secret;
  receiver.answer = (_request, response) => void response.writeHead(200).end('noted for ada@example.com');
  const { sessionId, reference } = await order(world);
  await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000000000000002' }));
  const { payment } = await world.shopper.checkout.pay.mutate(press(sessionId));
  const paymentId = payment?.id ?? '';
  await deliver(world, paymentId);
  await world.service.sessions.acknowledge.mutate({ sessionId, reference: 'S-1' });
  await expect.poll(() => receiver.accepted.length).toBeGreaterThan(2);

  const { console } = await signIn(world, 'support', 'Alan');
  const detail = () => console.payment.get.query({ paymentId });
  await expect
    .poll(async () => (await detail()).timeline.filter(({ kind }) => kind === 'delivery').length)
    .toBeGreaterThan(2);
  const seen = await detail();
  expect(seen).toMatchObject({
    standing: 'paid',
    customer: { email: 'ada@example.com', masked: false },
    payment: { status: 'CHECKOUT_SUCCESS', amountInCents: 2_500, taxCountry: 'FR' },
    session: { reference, status: 'complete', acknowledgement: { reference: 'S-1' } },
    actions: ['refund', 'unblock', 'replayEvents'],
    refundNeedsApproval: false,
  });
  expect(seen.attempts.map(({ state, decline }) => [state, decline?.code ?? null])).toEqual([
    ['declined', 'card_declined'],
    ['succeeded', null],
  ]);
  const of = (kind: string) => seen.timeline.filter((each) => each.kind === kind).map(({ code }) => code);
  expect(of('decision')).toEqual(
    expect.arrayContaining([
      'session.created',
      'payment.declined',
      'payment.charged',
      'session.acknowledged',
    ]),
  );
  expect(of('provider')).toContain('CHECKOUT_SUCCESS');
  expect(of('webhook')).toEqual(['payment.authorized']);
  expect(of('event')).toEqual(['payment.declined', 'payment.authorized', 'session.completed']);
  expect(seen.timeline).toContainEqual(
    expect.objectContaining({ kind: 'delivery', httpStatus: 200, answer: 'noted for ada@example.com' }),
  );
  expect(seen.timeline).toContainEqual(
    expect.objectContaining({ code: 'customer.viewed', source: 'operator', actorName: 'Alan' }),
  );
  const times = seen.timeline.map(({ at }) => Date.parse(at));
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('a viewer sees everything but the customer, and no role sees an id that permits paying', async () => {
  await using world = await startConsoleWorld(quiet);
  const { sessionId, reference } = await order(world);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  const viewer = await signIn(world, 'viewer');
  const masked = await viewer.console.payment.get.query({ reference });
  expect(masked).toMatchObject({
    customer: { email: 'a•••@example.com', customerId: null, masked: true },
    actions: [],
  });
  expect(JSON.stringify(masked)).not.toMatch(/ada@|Lovelace/);
  const admin = await signIn(world, 'admin');
  const whole = JSON.stringify(await admin.console.payment.get.query({ reference }));
  expect(whole).toMatch(/ada@.*Lovelace|Lovelace.*ada@/s);
  expect(whole + JSON.stringify(masked)).not.toContain(sessionId);
  expect(
    await query(world, `select action, address from audit where action like '%.viewed' order by id`),
  ).toEqual([
    { action: 'payment.viewed', address: '127.0.0.1' },
    { action: 'customer.viewed', address: '127.0.0.1' },
  ]);
});

test('what a shopper does appears to the person who watches, who is noted once', async () => {
  await using world = await startConsoleWorld(quiet);
  const { sessionId, reference } = await order(world);
  const support = await signIn(world, 'support');
  let submitted: Promise<unknown> | null = null;
  const seen = await watchUntil(support, reference, ({ standing }) => {
    submitted ??= world.shopper.checkout.pay.mutate(press(sessionId));
    return standing === 'paid';
  });
  await submitted;
  expect([seen[0]?.standing, seen.at(-1)?.standing]).toEqual(['waiting', 'paid']);
  expect(await query(world, `select count(*)::int from audit where action = 'customer.viewed'`)).toEqual([
    { count: 1 },
  ]);
});

test('an outcome that is not known is shown as that', async () => {
  await using world = await startConsoleWorld(quiet);
  await world.sandbox.control.faults.add({ operation: 'confirm', kind: 'drop_before', count: 1 });
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  const { reference } = await world.service.sessions.get.query({ sessionId });
  const { console } = await signIn(world, 'support');
  const detail = await console.payment.get.query({ reference });
  expect([detail.standing, detail.actions]).toEqual(['unknown', ['closeAttempt', 'unblock']]);
});

test('what does not exist is not found, and exactly one thing is asked for', async () => {
  await using world = await startConsoleWorld(quiet);
  const { payment } = (await signIn(world, 'viewer')).console;
  expect(await reasonOf(payment.get.query({ paymentId: 'pay_none' }))).toBe('NOT_FOUND');
  expect(await reasonOf(payment.get.query({ reference: `ref_${'0'.repeat(32)}` }))).toBe('NOT_FOUND');
  expect(await reasonOf(payment.get.query({}))).toBe('INVALID_INPUT');
});
