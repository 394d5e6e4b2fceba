import { connect } from 'node:net';
import pg from 'pg';
import { expect, test } from 'vitest';
import { inTransaction } from '../src/db/database.ts';
import { turnsOf } from '../src/trpc/procedures.ts';
import { appRouter } from '../src/trpc/router.ts';
import { query } from './support/query.ts';
import { newSession, press, reasonOf, SERVICE_TOKEN, startWorld, type World } from './support/world.ts';

const headers = { 'content-type': 'application/json', authorization: `Bearer ${SERVICE_TOKEN}` };
const order = { products: [{ name: 'Any', price: 900, quantity: 1 }], currency: 'EUR' as const };

const createSession = ({ service }: World) => reasonOf(service.sessions.create.mutate(order));

type HeldWrites = AsyncDisposable & {
  /** How many new sessions wait for that now. */
  waiting(): Promise<number>;
};
const WAITING =
  "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%insert into sessions%'";

/** Keeps every write to `sessions` waiting until it is disposed of; reads go on. */
async function holdWrites(world: World): Promise<HeldWrites> {
  const client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  await client.query('begin; lock table sessions in exclusive mode');
  return {
    // On another connection: within a transaction, what the others do is known as of the first look.
    waiting: async () => (await query(world, WAITING)).length,
    async [Symbol.asyncDispose]() {
      await client.query('rollback');
      await client.end();
    },
  };
}

async function refusalsOf({ api }: World, turn: string): Promise<number> {
  const text = await (await fetch(`${api.url}/metrics`, { headers })).text();
  const [, count] = new RegExp(`checkout_overload_refusals_total{turn="${turn}"} (\\d+)`).exec(text) ?? [];
  return Number(count);
}

test('the procedures that are refused before those of shoppers in checkout are known', () => {
  const named = (turn: string) =>
    [...turnsOf(appRouter)].flatMap(([name, its]) => (its === turn ? [name] : [])).sort();
  expect(named('store')).toEqual(['catalog.list', 'checkout.create']);
  expect(named('new')).toEqual(['sessions.create']);
  expect(named('read')).toEqual([
    'doctor.check',
    'payments.get',
    'payments.list',
    'reports.declines',
    'reports.funnel',
    'reports.summary',
    'sessions.get',
    'sessions.list',
    'tax.rate',
  ]);
});

test('while too many sessions are being made, more are refused, and shoppers in checkout are not', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const answers: unknown[] = [];
  const create = async () => void answers.push(await createSession(world));
  const first: Promise<unknown>[] = [];
  const creating: Promise<void>[] = [];
  const others: Promise<unknown>[] = [];
  {
    await using held = await holdWrites(world);
    // As many as are made at the same time wait for the lock, and have their places until it is gone.
    for (let count = 0; count < 5; count += 1) first.push(createSession(world));
    await expect.poll(held.waiting).toBe(5);
    await expect
      .poll(() => {
        for (let count = 0; count < 20; count += 1) creating.push(create());
        return answers.length;
      })
      .toBeGreaterThan(9);
    expect(new Set(answers)).toEqual(new Set(['UNAVAILABLE']));
    expect(await refusalsOf(world, 'new')).toBeGreaterThan(9);
    expect(await held.waiting()).toBe(5);
    expect((await fetch(`${world.api.url}/readyz`)).status).toBe(200);
    // These wait for the database too, but are let in.
    others.push(
      reasonOf(world.shopper.checkout.get.query({ sessionId })),
      reasonOf(world.service.sessions.list.query({})),
      reasonOf(world.shopper.checkout.pay.mutate(press(sessionId))),
    );
  }
  expect(await Promise.all(others)).toEqual([null, null, null]);
  expect(await Promise.all(first)).toEqual([null, null, null, null, null]);
  await Promise.all(creating);
  // Of those that waited for their turn, the last had not waited for long.
  expect(answers).toContain(null);
  expect(await refusalsOf(world, 'new')).toBe(answers.filter((reason) => reason !== null).length);
  expect(await createSession(world)).toBe(null);
});

test('a session that is refused for that is answered with 503, when to try again, and that nothing was done', async () => {
  await using world = await startWorld();
  const create = () =>
    fetch(`${world.api.url}/trpc/sessions.create`, { method: 'POST', headers, body: JSON.stringify(order) });
  const held: Promise<Response>[] = [];
  const refused: Response[] = [];
  {
    await using _ = await holdWrites(world);
    await expect
      .poll(() => {
        const more = Array.from({ length: 20 }, create);
        for (const each of more) void each.then((answer) => answer.status === 200 || refused.push(answer));
        held.push(...more);
        return refused.length;
      })
      .toBeGreaterThan(0);
  }
  expect(refused[0]?.status).toBe(503);
  expect(refused[0]?.headers.get('retry-after')).toBe('2');
  expect(await refused[0]?.json()).toMatchObject({
    error: { data: { httpStatus: 503, reason: 'UNAVAILABLE', outcomeKnown: true, retryAfter: 2 } },
  });
  await Promise.all(held);
});

test('statements that become slow slow the pace of new sessions down, and those that wait within transactions do not', async () => {
  await using world = await startWorld();
  const { db } = world.api.deps;
  const paceOf = async () => {
    const text = await (await fetch(`${world.api.url}/metrics`, { headers })).text();
    return Number(/checkout_session_pace{turn="new"} ([\d.]+)/.exec(text)?.[1]);
  };
  const slowly = (run: () => Promise<unknown>) =>
    Promise.all(
      Array.from({ length: 5 }, async () => {
        for (let count = 0; count < 100; count += 1) await run();
      }),
    );
  const SLOW = 'select pg_sleep(0.02)';
  for (let count = 0; count < 500; count += 1) await db.$client.query('select 1');
  const before = await paceOf();
  // As attempts of one network do, of which an attacker can send any number.
  await slowly(() => inTransaction(db, (tx) => tx.$client.query(SLOW)));
  expect(await paceOf()).toBe(before);
  await slowly(() => db.$client.query(SLOW));
  expect(await paceOf()).toBeLessThan(before);
});

test('a flood of requests whose bodies never come, and of callers who hang up, is counted out again', async () => {
  await using world = await startWorld();
  const { port } = new URL(world.api.url);
  const body = JSON.stringify(order);
  const head = (length: number) =>
    `POST /trpc/sessions.create HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nauthorization: Bearer ${SERVICE_TOKEN}\r\ncontent-length: ${length}\r\n\r\n`;
  const flood = async (text: string) => {
    const sockets = Array.from({ length: 99 }, () => connect(Number(port), '127.0.0.1'));
    await Promise.all(
      sockets.map(
        (socket) => new Promise((resolve) => socket.on('connect', () => socket.write(text, resolve))),
      ),
    );
    return {
      hangUp() {
        for (const socket of sockets) socket.destroy();
      },
    };
  };
  (await flood(head(body.length + 10) + body)).hangUp();
  {
    await using held = await holdWrites(world);
    // Some are in work when their callers hang up, and the others wait.
    const callers = await flood(head(body.length) + body);
    await expect.poll(held.waiting).toBe(5);
    callers.hangUp();
  }
  // All places are free again: as many sessions as are made at the same time get as far as the database.
  const creating = new Set<Promise<unknown>>();
  {
    await using held = await holdWrites(world);
    await expect
      .poll(() => {
        // Meanwhile some may be refused, because the machine is busy.
        while (creating.size < 20) {
          const made = createSession(world).finally(() => creating.delete(made));
          creating.add(made);
        }
        return held.waiting();
      })
      .toBe(5);
  }
  await Promise.all(creating);
});

test('ATTEMPT_LIMITS=off refuses nothing', async () => {
  await using world = await startWorld({ ATTEMPT_LIMITS: 'off' });
  const held: Promise<unknown>[] = [];
  {
    await using _ = await holdWrites(world);
    for (let count = 0; count < 170; count += 1) held.push(createSession(world));
    expect(await (await fetch(`${world.api.url}/metrics`, { headers })).text()).not.toContain('overload');
  }
  expect(new Set(await Promise.all(held))).toEqual(new Set([null]));
});
