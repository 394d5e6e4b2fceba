import { expect, test } from 'vitest';
import { createInProcessCaller } from '../src/trpc/in-process.ts';
import { createClient, newSession, press, reasonOf, startWorld, type World } from './support/world.ts';

const READ_TOKEN = 'a-token-that-only-reads';
const REFUND_TOKEN = 'a-token-that-only-refunds';
const OWNER = 'owner@example.com';

const startShop = () =>
  startWorld({
    SERVICE_TOKENS: `tests:a-token-of-the-tests,reports[read]:${READ_TOKEN},desk[refund]:${REFUND_TOKEN}`,
  });
const readerOf = (world: World) => createClient(world.api.url, READ_TOKEN);

/** A session whose saved card may be used by a caller that has its id. */
async function vouched(world: World) {
  return world.service.sessions.create.mutate({
    products: [{ name: 'Seat', price: 2500, quantity: 1 }],
    currency: 'EUR',
    customerEmail: OWNER,
    allowSavedCard: true,
  });
}

test('a token that only reads is told nothing with which it could pay', async () => {
  await using world = await startShop();
  const reader = readerOf(world);
  const first = await vouched(world);
  const paid = await world.shopper.checkout.pay.mutate(press(first.sessionId, { email: OWNER, save: true }));
  const open = await vouched(world);
  const paymentId = paid.payment?.id ?? '';

  const seen = [
    await reader.sessions.list.query({ limit: 1 }),
    await reader.sessions.list.query({}),
    await reader.sessions.get.query({ sessionId: open.reference }),
    await reader.payments.list.query({}),
    await reader.payments.get.query({ paymentId }),
    await createClient(world.api.url, REFUND_TOKEN).payments.refund.mutate({ paymentId }),
  ];
  const text = seen.map((each) => JSON.stringify(each)).join('\n');
  const decoded = text.replaceAll(
    /[A-Za-z0-9_-]{20,}/g,
    (word) => `${word} ${Buffer.from(word, 'base64url')}`,
  );
  for (const { sessionId, url } of [first, open]) {
    expect(decoded).not.toContain(sessionId);
    expect(decoded).not.toContain(url);
    expect(decoded).not.toContain(sessionId.slice(3));
  }
  expect(text).toContain(open.reference);
  expect(seen[4]).toMatchObject({
    sessionId: first.reference,
    metadatas: { checkoutSessionId: first.reference },
  });

  // What it is told opens nothing.
  const { shopper } = world;
  const pay = { ...press(open.reference, { email: OWNER }), paymentMethod: { type: 'saved' as const } };
  expect(await reasonOf(shopper.checkout.pay.mutate(pay))).toBe('INVALID_INPUT');
  expect(await reasonOf(shopper.checkout.get.query({ sessionId: open.reference }))).toBe('INVALID_INPUT');
  expect(await reasonOf(shopper.checkout.complete.mutate({ sessionId: open.reference }))).toBe(
    'INVALID_INPUT',
  );
  expect((await fetch(`${world.api.url}/checkout/${open.reference}`)).status).toBe(404);
});

test('a token that may pay gets the ids, and services name a session by either', async () => {
  await using world = await startShop();
  const { sessionId, url, reference } = await vouched(world);
  expect(reference).toMatch(/^ref_[0-9a-f]{32}$/);
  for (const named of [sessionId, reference])
    expect(await world.service.sessions.get.query({ sessionId: named })).toMatchObject({
      sessionId,
      url,
      reference,
    });
  await world.shopper.checkout.pay.mutate(press(sessionId, { email: OWNER }));
  for (const named of [sessionId, reference]) {
    const { payments } = await world.service.payments.list.query({ sessionId: named });
    expect(payments).toMatchObject([{ sessionId, metadatas: { checkoutSessionId: sessionId } }]);
  }
  const other = await vouched(world);
  expect(await world.service.sessions.expire.mutate({ sessionId: other.reference })).toMatchObject({
    sessionId: other.sessionId,
    status: 'expired',
  });
  const unknown = `ref_${'0'.repeat(32)}`;
  expect(await reasonOf(world.service.sessions.get.query({ sessionId: unknown }))).toBe('NOT_FOUND');
  expect(await reasonOf(world.service.sessions.expire.mutate({ sessionId: unknown }))).toBe('NOT_FOUND');
  expect(await reasonOf(world.service.payments.close.mutate({ sessionId: unknown }))).toBe('NOT_FOUND');
  expect((await world.service.payments.list.query({ sessionId: unknown })).payments).toEqual([]);
});

test('a reader pages through all sessions by cursors that name none of them', async () => {
  await using world = await startShop();
  const made = [];
  for (let count = 0; count < 5; count += 1) made.push((await vouched(world)).reference);
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { sessions: { reference: string }[]; nextCursor: string | null } = await readerOf(
      world,
    ).sessions.list.query({ limit: 2, cursor });
    found.push(...page.sessions.map(({ reference }) => reference));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(found).toEqual(made.reverse());
});

test('who paid is in the audit trail: a shopper, or a service that did it for one', async () => {
  await using world = await startShop();
  const actors = async (sessionId: string) =>
    (await world.service.sessions.get.query({ sessionId })).history
      .filter(({ action }) => action === 'payment.creating')
      .map(({ actor }) => actor);
  const [byShopper, byToken, inProcess] = [
    await newSession(world.shopper),
    await newSession(world.shopper),
    await newSession(world.shopper),
  ];
  await world.shopper.checkout.pay.mutate(press(byShopper));
  await readerOf(world).checkout.pay.mutate(press(byToken));
  await createInProcessCaller(world.api.deps, 'till').checkout.pay(press(inProcess));
  expect([await actors(byShopper), await actors(byToken), await actors(inProcess)]).toEqual([
    ['shopper'],
    ['service:reports'],
    ['service:till'],
  ]);
});
