import type { ListedPayment } from '@checkout/inflow/wire';
import { describe, expect, test } from 'vitest';
import { startInflowProxy } from './support/inflow-proxy.ts';
import { foreignPayments, type ListDialect, startListProxy } from './support/listing.ts';
import { query } from './support/query.ts';
import { countRequests, newSession, type Operation, press, startWorld, type World } from './support/world.ts';

const DAY = 24 * 3_600_000;
const LARGE = 30_000;

/**
 * One paid session whose payment Inflow has moved on since, while no node was running. Nothing but the comparison may notice that.
 */
async function startBehind(variables: Record<string, string> = {}): Promise<World> {
  const world = await startWorld(variables);
  await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  await world.api.close();
  await query(world, 'update payments set due_at = null');
  await query(world, 'update installation set compared_at = null');
  await world.sandbox.control.clock.advance(60_000);
  return world;
}

async function startBehindProxy(world: World, dialect: ListDialect) {
  const proxy = await startListProxy(world, dialect);
  const node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  return {
    async [Symbol.asyncDispose]() {
      await node.close();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

const statuses = async (world: World) =>
  (await query<{ status: string }>(world, 'select status from payments order by id')).map(
    ({ status }) => status,
  );

const DIALECTS: Record<string, ListDialect> = {
  'the oldest first': { arrange: (ours) => [...foreignPayments(250, { daysOld: 10 }).toReversed(), ...ours] },
  'in no order': {
    arrange: (ours) => [
      ...foreignPayments(120, { daysOld: 10 }),
      ...foreignPayments(120, { daysOld: 30 }),
      ...ours,
      ...foreignPayments(5),
    ],
  },
  'without times': {
    arrange: (ours) =>
      [...foreignPayments(250, { daysOld: 10 }), ...ours].map((each) => ({ ...each, createdAt: null })),
  },
  'of thousands of newer ones': {
    arrange: (ours) => [...foreignPayments(5_100).map((each) => ({ ...each, createdAt: now() })), ...ours],
  },
  'in pages of at most 20': {
    arrange: (ours) => [...foreignPayments(1_100).map((each) => ({ ...each, createdAt: now() })), ...ours],
    longest: 20,
  },
  'that refuses pages of more than 20': {
    arrange: (ours) => [...foreignPayments(50), ...ours],
    longest: 20,
    refuses: true,
  },
  'in pages of over 1 MiB': {
    arrange: (ours) => [...foreignPayments(120, { note: 'x'.repeat(LARGE) }), ...ours],
  },
  'in pages that are over 1 MiB even when they are short': {
    arrange: (ours) => [...foreignPayments(30, { note: 'x'.repeat(2 * LARGE) }), ...ours],
  },
};

const now = () => new Date().toISOString();

test.each(Object.entries(DIALECTS))('a change is found in a list %s', async (_name, dialect) => {
  await using world = await startBehind();
  await using _node = await startBehindProxy(world, dialect);
  await expect.poll(() => statuses(world)).toEqual(['PAYMENT_RECEIVED']);
  await expect
    .poll(() => query(world, 'select compared_at is not null as done from installation'))
    .toEqual([{ done: true }]);
});

test('a lost charge is found in a list that leaves the metadata out, and others are read once', async () => {
  await using world = await startBehind();
  await query(world, 'delete from payments; delete from attempt_origins; delete from attempts');
  await query(world, "update sessions set status = 'open', payment_id = null");
  const { payments, requests } = world.sandbox.control;
  const other = await payments.seed({ status: 'PAYMENT_SUCCESS', metadatas: { orderId: '7' } });
  const pages: number[] = [];
  await using _node = await startBehindProxy(world, {
    arrange: (all) => all.map(({ id, status, createdAt }) => ({ id, status, createdAt }) as ListedPayment),
    onPage: (page) => void pages.push(page),
  });
  await expect.poll(() => query(world, 'select status from sessions')).toEqual([{ status: 'complete' }]);
  const before = pages.length;
  await expect.poll(() => pages.length).toBeGreaterThan(before + 6);
  const reads = (await requests()).filter(
    ({ operation, path }) => operation === 'read' && path.endsWith(other.id),
  );
  expect(reads).toHaveLength(1);
});

test('a payment that fails after it was authorised is noticed', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600' });
  const sessionId = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(sessionId, { number: '4000000000001141' }));
  await query(world, 'update payments set due_at = null');
  await world.sandbox.control.clock.advance(60_000);
  await expect.poll(() => statuses(world)).toEqual(['PAYMENT_FAILED']);
});

test('payments that have not changed are not read', async () => {
  await using world = await startWorld({ RECONCILE_AFTER_MS: '600' });
  for (let count = 0; count < 3; count += 1)
    await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
  await world.shopper.checkout.pay.mutate(
    press(await newSession(world.shopper), { number: '4000000000000002' }),
  );
  await world.sandbox.control.clock.advance(3_600_000);
  const settled = ['PAYMENT_FAILED', 'PAYMENT_SUCCESS', 'PAYMENT_SUCCESS', 'PAYMENT_SUCCESS'];
  await expect.poll(async () => (await statuses(world)).toSorted()).toEqual(settled);
  const count = (operation: Operation) => countRequests(world, operation);
  const [reads, lists] = [await count('read'), await count('list')];
  await expect.poll(() => count('list')).toBeGreaterThan(lists + 8);
  expect(await count('read')).toBe(reads);
});

test('a payment that cannot be read keeps no other from being recorded, and the comparison from being complete', async () => {
  await using world = await startWorld();
  const pay = async () => {
    const { payment } = await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)));
    return payment?.id ?? '';
  };
  const [broken, other] = [await pay(), await pay()];
  await world.api.close();
  await query(world, 'update payments set due_at = null; update installation set compared_at = null');
  await world.sandbox.control.clock.advance(60_000);
  let fails = true;
  await using proxy = await startInflowProxy(world.sandbox.apiUrl, (body, path) =>
    fails && path.endsWith(broken) ? new Response('{}', { status: 503 }) : body,
  );
  await using _node = await world.startNode({ INFLOW_API_BASE_URL: proxy.url });
  const lists = () => countRequests(world, 'list');
  const recorded = () =>
    query(
      world,
      'select status, compared_at is not null as done from payments cross join installation where payments.id = $1',
      [other],
    );
  await expect.poll(recorded).toEqual([{ status: 'PAYMENT_RECEIVED', done: false }]);
  const before = await lists();
  await expect.poll(lists).toBeGreaterThan(before + 6);
  expect(await recorded()).toEqual([{ status: 'PAYMENT_RECEIVED', done: false }]);

  fails = false;
  await expect.poll(() => statuses(world)).toEqual(['PAYMENT_RECEIVED', 'PAYMENT_RECEIVED']);
  await expect.poll(recorded).toEqual([{ status: 'PAYMENT_RECEIVED', done: true }]);
});

/** What the newest page shows, a page of old payments, and ours behind them, made a hundred days ago. */
const hundredDays: ListDialect['arrange'] = (ours) => [
  ...foreignPayments(30),
  ...foreignPayments(200, { daysOld: 10 }),
  ...ours.map((each) => ({ ...each, createdAt: new Date(Date.now() - 100 * DAY).toISOString() })),
];

describe('a payment of a hundred days ago', () => {
  test('is compared once a day, on all nodes together', async () => {
    await using world = await startBehind();
    await query(world, 'update installation set compared_at = now()');
    const pages: number[] = [];
    await using _node = await startBehindProxy(world, {
      arrange: hundredDays,
      onPage: (page) => void pages.push(page),
    });
    await expect.poll(() => pages.length).toBeGreaterThan(12);
    expect(Math.max(...pages)).toBe(2);
    expect(await statuses(world)).toEqual(['CHECKOUT_SUCCESS']);

    await query(world, "update installation set compared_at = now() - interval '1 day'");
    await expect.poll(() => statuses(world)).toEqual(['PAYMENT_RECEIVED']);
    await expect
      .poll(() => query(world, "select compared_at > now() - interval '1 hour' as done from installation"))
      .toEqual([{ done: true }]);
  });

  test('is compared at once where the database was restored since, a minute after that was noticed', async () => {
    await using world = await startBehind();
    await query(
      world,
      `update installation
       set compared_at = now(), recognised_at = now(), recovered_at = null, known_until = now() - interval '150 days'`,
    );
    const pages: number[] = [];
    let fails = true;
    await using _node = await startBehindProxy(world, {
      arrange: hundredDays,
      onPage: (page) => {
        pages.push(page);
        return fails && page > 2 ? new Response('{}', { status: 503 }) : undefined;
      },
    });
    const recovered = () =>
      query(world, 'select recovered_at is not null as done, status from installation cross join payments');
    const notYet = [{ done: false, status: 'CHECKOUT_SUCCESS' }];
    await expect.poll(() => pages.length).toBeGreaterThan(12);
    expect(Math.max(...pages)).toBe(2);
    expect(await recovered()).toEqual(notYet);

    await query(world, "update installation set recognised_at = now() - interval '1 minute'");
    await expect.poll(() => pages.filter((page) => page > 2).length).toBeGreaterThan(5);
    expect(await recovered()).toEqual(notYet);

    fails = false;
    await expect.poll(recovered).not.toEqual(notYet);
    await expect.poll(recovered).toEqual([{ done: true, status: 'PAYMENT_RECEIVED' }]);
  });
});

test('recent payments are compared while a long list is read', async () => {
  await using world = await startBehind();
  const pages: number[] = [];
  await using _node = await startBehindProxy(world, {
    arrange: (ours) => [...ours, ...foreignPayments(8_000)],
    onPage: (page) => void pages.push(page),
  });
  await expect
    .poll(() => query(world, 'select compared_at is not null as done from installation'))
    .toEqual([{ done: true }]);
  const far = pages.slice(pages.indexOf(25), pages.indexOf(80));
  expect(far).toContain(1);
  // And it goes on where it was.
  expect(pages.filter((page) => page === 40)).toHaveLength(1);
});
