import type { CheckoutEvent, EventType } from '@checkout/schemas/event';
import { eventSchema } from '@checkout/schemas/event';
import pg from 'pg';
import { expect, test } from 'vitest';
import { query } from './support/query.ts';
import {
  createClient,
  newSession,
  outcomeOnce,
  press,
  reasonOf,
  SERVICE_TOKEN,
  startWorld,
  type World,
} from './support/world.ts';

const READ_TOKEN = 'a-token-that-only-reads';

/** Every event, in order, however the list is read. */
async function allEvents({ service }: Pick<World, 'service'>, limit = 100): Promise<CheckoutEvent[]> {
  const events: CheckoutEvent[] = [];
  let after: string | null = null;
  for (;;) {
    const page: { events: CheckoutEvent[]; cursor: string } = await service.events.list.query({
      after,
      limit,
    });
    events.push(...page.events);
    if (page.events.length < limit) return events;
    after = page.cursor;
  }
}

const typesOf = (events: readonly CheckoutEvent[], sessionId: string | null): EventType[] =>
  events.filter((event) => event.sessionId === sessionId).map(({ type }) => type);

/** Waits until the session has had these, in this order. */
async function expectTypes(world: World, sessionId: string, types: EventType[]): Promise<void> {
  await expect.poll(async () => typesOf(await allEvents(world), sessionId)).toEqual(types);
}

test('what becomes of a session is told in order, numbered without gaps, as it stood', async () => {
  await using world = await startWorld();
  const { sessionId, reference } = await world.service.sessions.create.mutate({
    products: [{ name: 'Seat', price: 4999, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    metadatas: { orderId: 'o-1' },
  });
  const declined = press(sessionId, { number: '4000000000000002' });
  await world.shopper.checkout.pay.mutate(declined);
  const paid = await world.shopper.checkout.pay.mutate(press(sessionId));
  const paymentId = paid.payment?.id ?? '';
  // Received by Inflow, and then settled.
  await world.sandbox.control.clock.advance(60_000);
  await world.service.payments.get.query({ paymentId });
  await world.sandbox.control.clock.advance(200_000);
  await world.service.payments.get.query({ paymentId });
  await world.service.payments.refund.mutate({ paymentId, reason: 'returned' });
  await world.sandbox.control.clock.advance(60_000);
  await world.service.payments.get.query({ paymentId });

  await expectTypes(world, sessionId, [
    'payment.declined',
    'payment.authorized',
    'session.completed',
    'payment.received',
    'payment.settled',
    'refund.requested',
    'session.reversed',
    'refund.succeeded',
  ]);
  const events = (await allEvents(world, 2)).filter((event) => event.sessionId === sessionId);
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(8);
  for (const event of events) expect(eventSchema.parse(event)).toEqual(event);
  expect(events[0]?.data).toMatchObject({
    session: { sessionId, reference, status: 'open', metadatas: { orderId: 'o-1' }, paymentId: null },
    payment: { cardBrand: 'visa', cardLast4: '0002', declineCode: 'card_declined' },
    refund: null,
  });
  expect(events[2]?.data).toMatchObject({
    session: { status: 'complete', subtotal: 4999, paymentId },
    payment: {
      id: paymentId,
      status: 'CHECKOUT_SUCCESS',
      amountInCents: 4999,
      amountTaxesIncluded: 5999,
      cardLast4: '4242',
    },
  });
  expect(events.at(-1)?.data).toMatchObject({ refund: { reason: 'returned', requestedBy: 'service:tests' } });
  expect(JSON.stringify(events)).not.toMatch(/4242424242424242|4000000000000002|fingerprint|[0-9a-f]{64}/);
});

test('an event exists exactly when the change does', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  // The transaction of the charge fails at its end.
  await query(
    world,
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
     create constraint trigger refuse after insert on events deferrable initially deferred
     for each row when (new.type = 'session.completed') execute function refuse()`,
  );
  await reasonOf(world.shopper.checkout.pay.mutate(press(sessionId)));
  expect((await world.service.sessions.get.query({ sessionId })).status).toBe('processing');
  expect(typesOf(await allEvents(world), sessionId)).toEqual([]);
  await query(world, 'drop trigger refuse on events');
  await outcomeOnce(world, sessionId, 'succeeded');
  await expectTypes(world, sessionId, ['payment.authorized', 'session.completed']);
});

test('a cursor skips nothing that commits late, and two readers number no event twice', async () => {
  await using world = await startWorld();
  const [late, early] = [await newSession(world.shopper), await newSession(world.shopper)];
  const other = await world.startNode();
  await using _ = { [Symbol.asyncDispose]: () => other.close() };
  const reader = createClient(other.url, SERVICE_TOKEN);
  const slow = new pg.Client({ connectionString: world.databaseUrl });
  await slow.connect();
  await slow.query('begin');
  await slow.query("insert into audit (actor, action, session_id) values ('system', 'session.expired', $1)", [
    late,
  ]);
  await world.shopper.checkout.pay.mutate(press(early));
  const [first, beside] = await Promise.all([
    world.service.events.list.query({}),
    reader.events.list.query({}),
  ]);
  expect(typesOf(first.events, early)).toEqual(['payment.authorized', 'session.completed']);
  expect(beside).toEqual(first);
  await slow.query('commit');
  await slow.end();
  const next = await world.service.events.list.query({ after: first.cursor });
  expect(typesOf(next.events, late)).toEqual(['session.expired']);
  const positions = await query<{ position: string }>(world, 'select position from events order by position');
  expect(positions.map(({ position }) => Number(position))).toEqual([1, 2, 3]);
});

test('events.watch gives what there was and what comes, and resumes behind what was seen', async () => {
  await using world = await startWorld();
  const seen: { id: string; data: CheckoutEvent }[] = [];
  const watch = (input: object) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const subscription = world.service.events.watch.subscribe(input, {
      onStarted: () => resolve(),
      onData: (event) => void seen.push(event as { id: string; data: CheckoutEvent }),
    });
    return { subscription, started: promise };
  };
  const pay = async () => world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  await pay();
  const first = watch({});
  await expect.poll(() => seen.length).toBe(2);
  await pay();
  await expect.poll(() => seen.length).toBe(4);
  first.subscription.unsubscribe();
  await pay();
  const cursor = seen.at(-1)?.id;
  const second = watch({ after: cursor, types: ['session.completed'] });
  await expect.poll(() => seen.length).toBe(5);
  second.subscription.unsubscribe();
  expect(seen.map(({ id }) => Number(id))).toEqual([1, 2, 3, 4, 6]);
  expect(seen.map(({ data }) => data.type).slice(3)).toEqual(['session.completed', 'session.completed']);
});

test('the list is filtered by type and session; a reader is shown no id that permits paying', async () => {
  await using world = await startWorld({
    SERVICE_TOKENS: `tests:${SERVICE_TOKEN},reports[read]:${READ_TOKEN},shop[read+pay;own]:a-token-of-the-shop`,
  });
  const [one, two] = [await newSession(world.shopper), await newSession(world.shopper)];
  for (const sessionId of [one, two]) await world.shopper.checkout.pay.mutate(press(sessionId));
  const types = ['session.completed', 'session.reversed'] as const;
  const completed = await world.service.events.list.query({ types: [...types], limit: 1 });
  expect(typesOf(completed.events, one)).toEqual(['session.completed']);
  const next = await world.service.events.list.query({
    types: [...types],
    limit: 10,
    after: completed.cursor,
  });
  expect(next.events.map(({ sessionId }) => sessionId)).toEqual([two]);
  expect((await world.service.events.list.query({ types: [...types], after: next.cursor })).events).toEqual(
    [],
  );
  expect(typesOf((await world.service.events.list.query({ sessionId: two })).events, two)).toHaveLength(2);

  const reader = createClient(world.api.url, READ_TOKEN);
  const shown = JSON.stringify(await reader.events.list.query({}));
  for (const sessionId of [one, two]) expect(shown).not.toContain(sessionId);
  const { reference } = await world.service.sessions.get.query({ sessionId: one });
  expect((await reader.events.list.query({ sessionId: reference })).events).toHaveLength(2);

  const shop = createClient(world.api.url, 'a-token-of-the-shop');
  expect((await shop.events.list.query({})).events).toEqual([]);
  const { sessionId: own } = await shop.sessions.create.mutate({
    products: [{ name: 'A', price: 900, quantity: 1 }],
    currency: 'EUR',
  });
  await world.shopper.checkout.pay.mutate(press(own));
  expect(typesOf((await shop.events.list.query({})).events, own)).toEqual([
    'payment.authorized',
    'session.completed',
  ]);
});

test('a paid session that is not acknowledged in time is said once, listed, and counted until it is', async () => {
  await using world = await startWorld({ UNACKNOWLEDGED_AFTER_MINUTES: '5' });
  const { service } = world;
  const [late, quick, unpaid] = [
    await newSession(world.shopper),
    await newSession(world.shopper),
    await newSession(world.shopper),
  ];
  for (const sessionId of [late, quick]) await world.shopper.checkout.pay.mutate(press(sessionId));
  const acknowledge = { sessionId: quick, reference: 'order-7' };
  expect(await service.sessions.acknowledge.mutate(acknowledge)).toMatchObject({
    acknowledgement: { reference: 'order-7' },
  });
  expect(await service.sessions.acknowledge.mutate(acknowledge)).toMatchObject({
    acknowledgement: { reference: 'order-7' },
  });
  expect(await reasonOf(service.sessions.acknowledge.mutate({ ...acknowledge, reference: 'order-8' }))).toBe(
    'CONFLICT',
  );
  expect(await reasonOf(service.sessions.acknowledge.mutate({ sessionId: unpaid, reference: 'x' }))).toBe(
    'SESSION_NOT_PAID',
  );
  await query(
    world,
    "update sessions set completed_at = completed_at - interval '6 minutes' where completed_at is not null",
  );

  await expectTypes(world, late, ['payment.authorized', 'session.completed', 'session.unacknowledged']);
  expect(typesOf(await allEvents(world), quick)).not.toContain('session.unacknowledged');
  const list = async () =>
    (await service.sessions.list.query({ unacknowledged: true })).sessions.map(({ sessionId }) => sessionId);
  const metric = async () =>
    (
      await fetch(`${world.api.url}/metrics`, { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } })
    ).text();
  expect(await list()).toEqual([late]);
  expect(await metric()).toContain('checkout_unacknowledged_sessions 1');
  await service.sessions.acknowledge.mutate({ sessionId: late, reference: 'order-9' });
  expect(await list()).toEqual([]);
  expect(await metric()).toContain('checkout_unacknowledged_sessions 0');
});
