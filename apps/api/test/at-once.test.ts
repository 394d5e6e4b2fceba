import { randomUUID } from 'node:crypto';
import type { Payment } from '@checkout/inflow/wire';
import pg from 'pg';
import { expect, test } from 'vitest';
import { advanceAtOnce } from '../src/attempts/advance-at-once.ts';
import {
  beginForServiceAtOnce,
  beginForSessionAtOnce,
  type FirstAttempt,
} from '../src/attempts/begin-at-once.ts';
import { type Attempt, findAttempt } from '../src/attempts/store.ts';
import { advance, advanceIn, type Step } from '../src/attempts/transition.ts';
import { newSession, startWorld, type World } from './support/world.ts';

const actor = 'shopper' as const;
const dueAfterMs = 60_000;

function firstAttempt<Session extends string | null>(sessionId: Session) {
  const first: FirstAttempt = {
    id: randomUUID(),
    sessionId,
    owner: sessionId ?? 'service:tests',
    key: randomUUID(),
    fingerprint: 'f',
    state: 'creating',
    step: 0,
    automatic: false,
    confirms: true,
    agreedTotal: 5999,
    customerEmail: 'ada@example.com',
    cardBrand: 'visa',
    cardLast4: '4242',
    cardFingerprint: 'c',
    savesCard: false,
    dueAt: new Date(Date.now() + dueAfterMs),
  };
  return { ...first, sessionId };
}

const price = { amount: 4999, currency: 'EUR' };
const beside = () => ({ actor, now: new Date(), origin: null });

function paymentOf(id: string, status: string): Payment {
  return {
    id,
    status,
    amountInCents: 4999,
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    customerId: 'cust_1',
    products: [{ name: 'Pro plan', price: 4999, quantity: 1 }],
    metadatas: { note: 'ä "quoted" \\ ' },
    subscriptionId: null,
    taxCountry: 'FR',
    amountTaxesIncluded: 5999,
    taxRateInPercentage: 20.5,
    depositStatus: 'requires_confirmation',
    lastDepositAttempt: null,
    depositAttempts: [],
    timeline: [{ status, timestamp: '2026-01-02T03:04:05.678Z' }],
    transactionSummary: null,
    createdAt: '2026-01-02T03:04:05.678Z',
    updatedAt: '2026-01-02T03:04:05.678Z',
  };
}

const begun = async ({ api }: World, sessionId: string | null): Promise<Attempt> => {
  const { db } = api.deps;
  const attempt =
    sessionId === null
      ? await beginForServiceAtOnce(db, { ...firstAttempt(null), ...price }, actor)
      : (await beginForSessionAtOnce(db, firstAttempt(sessionId), beside()))?.attempt;
  if (!attempt) throw new Error('The attempt was not begun');
  return attempt;
};

/** The good way, as `pay` walks it. */
function stepsOf(paymentId: string): (Step & { readonly dueAfterMs: number })[] {
  const read = (status: string) => ({ payment: paymentOf(paymentId, status), at: new Date() });
  const step = { actor, dueAfterMs };
  return [
    { ...step, to: 'created', action: 'payment.created', changes: { paymentId } },
    { ...step, to: 'confirming', action: 'payment.confirming', read: read('INITIATION') },
    {
      ...step,
      to: 'succeeded',
      action: 'payment.charged',
      changes: { paymentId },
      read: read('CHECKOUT_SUCCESS'),
    },
  ];
}

/** Everything that was written of a session, without what differs from one to another. */
async function written({ databaseUrl }: World, { sessionId, id }: Attempt): Promise<unknown> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const rows = async (text: string, value: string | null) => (await client.query(text, [value])).rows;
    const all = {
      session: await rows('select * from sessions where id = $1', sessionId),
      attempt: await rows('select * from attempts where id = $1', id),
      payment: await rows('select * from payments where attempt_id = $1', id),
      audit: await rows('select * from audit where attempt_id = $1 order by id', id),
    };
    const mine = [
      sessionId ?? '-',
      id,
      ...all.payment.map((row) => row.id),
      ...all.attempt.map((row) => row.key),
    ];
    const text = mine.reduce((json, each, index) => json.replaceAll(each, `#${index}`), JSON.stringify(all));
    return JSON.parse(text.replace(/pay_[0-9a-f-]{36}/g, '#pay'), (name, value) =>
      /^(id|at|.*_at)$/.test(name) && name !== 'state' ? '-' : value,
    );
  } finally {
    await client.end();
  }
}

const quiet = { RECONCILE_AFTER_MS: '60000' };

test.each([['of a session'], ['without a session']])(
  'the good way %s is one statement a step, and answers the attempt as it then stands',
  async (kind) => {
    await using world = await startWorld(quiet);
    const { db } = world.api.deps;
    let attempt = await begun(world, kind === 'of a session' ? await newSession(world.shopper) : null);
    expect(attempt).toEqual(await findAttempt(db, attempt.id));
    for (const step of stepsOf(`pay_${randomUUID()}`)) {
      const moved = await advanceAtOnce(db, attempt, step);
      expect(moved).toMatchObject({ state: step.to, step: attempt.step + 1 });
      expect(moved).toEqual(await findAttempt(db, attempt.id));
      if (moved !== null) attempt = moved;
    }
  },
);

test('one statement writes what the transaction writes', async () => {
  await using world = await startWorld(quiet);
  const { db } = world.api.deps;
  for (const from of ['creating', 'requires_action'] as const) {
    let fast = await begun(world, await newSession(world.shopper));
    let careful = await begun(world, await newSession(world.shopper));
    const steps = { fast: stepsOf(`pay_${randomUUID()}`), careful: stepsOf(`pay_${randomUUID()}`) };
    if (from === 'requires_action') {
      const challenge = {
        to: from,
        actor,
        action: 'payment.created',
        changes: { redirectUrl: 'https://bank.example' },
      };
      const journal = { db, settings: { reconcileAfterMs: dueAfterMs } };
      fast = (await advance(journal, fast, challenge)) ?? fast;
      careful = (await advance(journal, careful, challenge)) ?? careful;
      steps.fast.shift();
      steps.careful.shift();
    }
    for (const [index, step] of steps.fast.entries()) {
      const other = steps.careful[index] ?? step;
      fast = (await advanceAtOnce(db, fast, step)) ?? fast;
      careful = (await db.transaction((tx) => advanceIn(tx, careful, other))) ?? careful;
      expect(fast.state).toBe(step.to);
      expect(await written(world, fast)).toEqual(await written(world, careful));
    }
  }
});

test('an older reading that is written later does not win, at once as in a transaction', async () => {
  await using world = await startWorld(quiet);
  const { db } = world.api.deps;
  const attempt = await begun(world, await newSession(world.shopper));
  const paymentId = `pay_${randomUUID()}`;
  const [create, confirm, charge] = stepsOf(paymentId);
  if (!create || !confirm?.read || !charge?.read) throw new Error('The good way has three steps');
  const created = await advanceAtOnce(db, attempt, create);
  if (created === null) throw new Error('not created');
  const confirming = await advanceAtOnce(db, created, {
    ...confirm,
    read: { ...confirm.read, payment: { ...confirm.read.payment, updatedAt: '2026-01-02T03:05:00.000Z' } },
  });
  if (confirming === null) throw new Error('not confirming');
  expect(await advanceAtOnce(db, confirming, charge)).toMatchObject({ state: 'succeeded' });
  const { rows } = await db.$client.query('select status from payments where id = $1', [paymentId]);
  expect(rows).toEqual([{ status: 'INITIATION' }]);
});

/** Runs `work` while another transaction holds the session, makes `change` in it, and commits when `work` waits for it. */
async function underLock<T>(
  { databaseUrl }: World,
  {
    sessionId,
    change,
    work,
  }: { sessionId: string; change: (client: pg.Client) => Promise<unknown>; work: () => Promise<T> },
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select 1 from sessions where id = $1 for no key update', [sessionId]);
    const working = work();
    await expect
      .poll(async () => {
        const { rows } = await client.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        );
        return rows.length;
      })
      .toBe(1);
    await change(client);
    await client.query('commit');
    return await working;
  } finally {
    await client.end();
  }
}

test.each([
  [
    'that is paid meanwhile',
    "update sessions set status = 'complete', payment_id = 'pay_other' where id = $1",
  ],
  ['whose attempt has moved meanwhile', 'update attempts set step = step + 1 where session_id = $1'],
])('a step that waited for a session %s changes nothing', async (_name, change) => {
  await using world = await startWorld(quiet);
  const { db } = world.api.deps;
  for (const to of ['confirming', 'succeeded'] as const) {
    const sessionId = await newSession(world.shopper);
    let attempt = await begun(world, sessionId);
    for (const step of stepsOf(`pay_${randomUUID()}`)) {
      if (step.to !== to) {
        attempt = (await advanceAtOnce(db, attempt, step)) ?? attempt;
        continue;
      }
      const before = await findAttempt(db, attempt.id);
      const moved = await underLock(world, {
        sessionId,
        change: (client) => client.query(change, [sessionId]),
        work: () => advanceAtOnce(db, attempt, step),
      });
      expect(moved).toBeNull();
      const after = await findAttempt(db, attempt.id);
      expect({ ...after, step: 0 }).toEqual({ ...before, step: 0 });
    }
  }
});

test('an attempt that waited while another began does not begin', async () => {
  await using world = await startWorld(quiet);
  const { db } = world.api.deps;
  const sessionId = await newSession(world.shopper);
  const first = firstAttempt(sessionId);
  // The session is left open, so that only the index of active attempts stands in the way.
  const insert = `
    insert into attempts (id, session_id, owner, key, fingerprint, state, due_at, automatic, confirms, amount, currency, customer_email)
    values (gen_random_uuid(), $1, $1, 'other', 'f', 'requires_action', now(), false, true, 1, 'EUR', 'x')`;
  const began = await underLock(world, {
    sessionId,
    change: (client) => client.query(insert, [sessionId]),
    work: () => beginForSessionAtOnce(db, first, beside()),
  });
  expect(began).toBeNull();
  expect(await findAttempt(db, first.id)).toBeNull();
});

test.each([
  ['is expired', "update sessions set status = 'expired' where id = $1"],
  ['is over its time', "update sessions set expires_at = now() - interval '1 minute' where id = $1"],
  ['is paid', "update sessions set status = 'complete' where id = $1"],
  ['is being paid', "update sessions set status = 'processing' where id = $1"],
])('an attempt does not begin at once on a session that %s', async (_name, change) => {
  await using world = await startWorld(quiet);
  const { db } = world.api.deps;
  const sessionId = await newSession(world.shopper);
  await db.$client.query(change, [sessionId]);
  expect(await beginForSessionAtOnce(db, firstAttempt(sessionId), beside())).toBeNull();
});

const origin = { client: 'c1', email: 'e1' };

/** Attempts of the last minute, each from the same network with the same address and card, in sessions of their own. */
async function seedAttempts({ api }: World, count: number): Promise<void> {
  await api.deps.db.$client.query(
    `with seeds as (select gen_random_uuid() as id from generate_series(1, $1)),
    s as (
      insert into sessions (id, currency, items, subtotal, created_by, expires_at)
      select 'cs_' || id, 'EUR', '[]', 500, 'shopper', now() + interval '30 minutes' from seeds),
    a as (
      insert into attempts (id, session_id, owner, key, fingerprint, state, due_at, automatic, confirms, amount,
        currency, customer_email, card_fingerprint)
      select id, 'cs_' || id, 'cs_' || id, id, id, 'declined', now(), false, true, 500, 'EUR', 'x', 'c' from seeds)
    insert into attempt_origins (attempt_id, client, email, card) select id, 'c1', 'e1', 'c' from seeds`,
    [count],
  );
}

test('an attempt that nothing is held against begins at once, and where it came from is written down', async () => {
  await using world = await startWorld(quiet);
  const { db } = world.api.deps;
  await seedAttempts(world, 3);
  const first = firstAttempt(await newSession(world.shopper));
  const begun = await beginForSessionAtOnce(db, first, { ...beside(), origin });
  expect(begun?.attempt).toEqual(await findAttempt(db, first.id));
  expect(begun?.order).toMatchObject({ id: first.sessionId, subtotal: 4999, currency: 'EUR', metadatas: {} });
  const { rows } = await db.$client.query(
    'select client, email, card from attempt_origins where attempt_id = $1',
    [first.id],
  );
  expect(rows).toEqual([{ ...origin, card: 'c' }]);
});

test('an attempt that something is held against leaves nothing behind', async () => {
  await using world = await startWorld(quiet);
  const { db } = world.api.deps;
  await seedAttempts(world, 4);
  const first = firstAttempt(await newSession(world.shopper));
  const before = await db.$client.query('select version from sessions where id = $1', [first.sessionId]);
  expect(await beginForSessionAtOnce(db, first, { ...beside(), origin })).toBeNull();
  expect(await findAttempt(db, first.id)).toBeNull();
  const after = await db.$client.query('select version from sessions where id = $1', [first.sessionId]);
  expect(after.rows).toEqual(before.rows);
  const origins = await db.$client.query('select 1 from attempt_origins where attempt_id = $1', [first.id]);
  expect(origins.rows).toEqual([]);
});

test('attempts with one card that come together are counted one after the other', async () => {
  await using world = await startWorld(quiet);
  const { db } = world.api.deps;
  const begun = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const first = firstAttempt(await newSession(world.shopper));
      const elsewhere = { client: `c${index}`, email: `e${index}` };
      return beginForSessionAtOnce(db, first, { ...beside(), origin: elsewhere });
    }),
  );
  expect(begun.filter((each) => each !== null)).toHaveLength(8);
});

test('a key of a service that comes twice begins once', async () => {
  await using world = await startWorld(quiet);
  const { db } = world.api.deps;
  const first = { ...firstAttempt(null), ...price };
  const both = await Promise.all(
    [first, { ...first, id: randomUUID() }].map((each) => beginForServiceAtOnce(db, each, actor)),
  );
  expect(both.filter((each) => each !== null)).toHaveLength(1);
});
