import { expect, test } from 'vitest';
import { newSession, press, reasonOf, startWorld } from './support/world.ts';

const order = {
  products: [{ name: 'Consulting, one hour', price: 12_000, quantity: 2 }],
  currency: 'USD' as const,
};

test('a service makes a session for any products, and a shopper sees what the service said', async () => {
  await using world = await startWorld({ PUBLIC_URL: 'https://pay.shop.example', SANDBOX: 'on' });
  const { sessionId, url } = await world.service.sessions.create.mutate({
    ...order,
    customerEmail: 'ada@example.com',
    allowSavedCard: true,
    metadatas: { orderId: 'order_1' },
    successUrl: 'https://shop.example/thanks',
    cancelUrl: 'https://shop.example/cart',
  });
  expect(sessionId).toMatch(/^cs_[A-Za-z0-9_-]{32}$/);
  expect(url).toBe(`https://pay.shop.example/checkout/${sessionId}`);
  expect(await world.shopper.checkout.get.query({ sessionId })).toMatchObject({
    status: 'open',
    currency: 'USD',
    subtotal: 24_000,
    items: order.products,
    customerEmail: 'ada@example.com',
    savedCard: { hint: null },
    successUrl: 'https://shop.example/thanks',
    cancelUrl: 'https://shop.example/cart',
    outcome: null,
  });
  expect(await world.shopper.checkout.get.query({ sessionId })).not.toHaveProperty('metadatas');

  await world.shopper.checkout.pay.mutate(press(sessionId));
  const session = await world.service.sessions.get.query({ sessionId });
  expect(session).toMatchObject({
    status: 'complete',
    createdBy: 'service:tests',
    metadatas: { orderId: 'order_1' },
  });
  const [charge] = await world.sandbox.control.ledger();
  expect(charge?.metadatas).toMatchObject({ orderId: 'order_1', checkoutSessionId: sessionId });
});

test('metadata of a service cannot pose as our own', async () => {
  await using world = await startWorld();
  const victim = await newSession(world.shopper);
  const { sessionId } = await world.service.sessions.create.mutate({
    ...order,
    metadatas: { checkoutSessionId: victim, checkoutAttemptId: 'x' },
  });
  expect((await world.shopper.checkout.pay.mutate(press(sessionId))).status).toBe('succeeded');
  expect((await world.shopper.checkout.get.query({ sessionId: victim })).status).toBe('open');
});

test('expiring is refused for a paid session, and done once for an open one', async () => {
  await using world = await startWorld();
  const paid = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(paid));
  expect(await reasonOf(world.service.sessions.expire.mutate({ sessionId: paid }))).toBe('SESSION_COMPLETE');

  const open = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(open, { number: '4000020000000000' }));
  expect((await world.service.sessions.expire.mutate({ sessionId: open })).status).toBe('expired');
  const again = await world.service.sessions.expire.mutate({ sessionId: open });
  expect(again.history.filter((entry) => entry.action === 'session.expired')).toHaveLength(1);
  expect((await world.shopper.checkout.complete.mutate({ sessionId: open })).status).toBe('declined');
});

test('list pages through the sessions, newest first, by status', async () => {
  await using world = await startWorld();
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) ids.unshift(await newSession(world.shopper));
  await world.shopper.checkout.pay.mutate(press(ids[1] ?? ''));
  const first = await world.service.sessions.list.query({ limit: 2 });
  expect(first.sessions.map((session) => session.sessionId)).toEqual(ids.slice(0, 2));
  const second = await world.service.sessions.list.query({ limit: 2, cursor: first.nextCursor });
  expect(second.sessions.map((session) => session.sessionId)).toEqual(ids.slice(2));
  expect(second.nextCursor).toBeNull();
  const complete = await world.service.sessions.list.query({ status: 'complete' });
  expect(complete.sessions.map((session) => session.sessionId)).toEqual([ids[1]]);
});

test('watch tells what happens from the moment on, resumes, and ends when it is paid', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const seen: string[] = [];
  let lastId = '';
  const ended = new Promise<void>((resolve, reject) => {
    world.shopper.checkout.watch.subscribe(
      { sessionId },
      {
        onData: ({ id, data }) => {
          lastId = id;
          seen.push(data.outcome?.status ?? data.status);
        },
        onComplete: resolve,
        onError: reject,
      },
    );
  });
  await expect.poll(() => seen).toEqual(['open']);
  await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000000000000002' }));
  await expect.poll(() => seen.at(-1)).toBe('declined');
  const resumeFrom = lastId;
  await world.shopper.checkout.pay.mutate(press(sessionId));
  await ended;
  expect(seen.at(-1)).toBe('succeeded');

  const resumed: string[] = [];
  await new Promise<void>((resolve, reject) => {
    world.shopper.checkout.watch.subscribe(
      { sessionId, lastEventId: resumeFrom },
      { onData: ({ data }) => resumed.push(data.status), onComplete: resolve, onError: reject },
    );
  });
  expect(resumed).toEqual(['complete']);
});
