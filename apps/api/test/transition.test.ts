import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { beginForService } from '../src/attempts/begin.ts';
import { seal } from '../src/attempts/card-input.ts';
import { type Attempt, findAttempt } from '../src/attempts/store.ts';
import { type Transition, transition } from '../src/attempts/transition.ts';
import { findPayment, savePayment } from '../src/db/payments.ts';
import { paymentLike } from './support/attempts.ts';
import { beginAttempt, type Money, PRICE, plainFingerprint, startMoney } from './support/money.ts';
import { GOOD_CARD } from './support/world.ts';

const actor = 'shopper' as const;

function read(id: string, status: string, updatedAt: string | null = null) {
  return { payment: paymentLike({ id, status, updatedAt }), askedAt: new Date() };
}

/** The happy path, as `checkout.pay` walks it. */
function stepsOf(paymentId: string): Transition[] {
  return [
    { to: 'created', actor, action: 'payment.created', changes: { paymentId } },
    { to: 'confirming', actor, action: 'payment.confirming', read: read(paymentId, 'INITIATION') },
    { to: 'succeeded', actor, action: 'payment.charged', read: read(paymentId, 'CHECKOUT_SUCCESS') },
  ];
}

async function begun({ deps }: Money, sessionId: string): Promise<Attempt> {
  return (await beginAttempt(deps, sessionId)).attempt;
}

const service = {
  key: 'k',
  fingerprint: plainFingerprint('f'),
  actor: 'service:tests' as const,
  agreedTotal: null,
  asksTotal: false,
  customerEmail: 'Ada@example.com',
  card: null,
  savesCard: false,
  business: null,
  automatic: false,
  confirms: true,
  amount: PRICE,
  currency: 'EUR' as const,
};

const unaged = (attempt: Attempt | null) => ({ ...attempt, stepAgeMs: 0, confirmAgeMs: null });

test.each([['of a session'], ['of payments.create']])(
  'each step of an attempt %s answers the attempt as it then stands in the database',
  async (kind) => {
    await using money = await startMoney();
    const { deps } = money;
    let attempt =
      kind === 'of a session'
        ? await begun(money, await money.newSession())
        : (await beginForService(deps, service)).attempt;
    expect(unaged(attempt)).toEqual(unaged(await findAttempt(deps.db, attempt.id)));
    for (const step of stepsOf(`pay_${randomUUID()}`)) {
      const moved = await transition(deps, attempt, step);
      expect(moved).toMatchObject({ state: step.to, step: attempt.step + 1 });
      expect(unaged(moved)).toEqual(unaged(await findAttempt(deps.db, attempt.id)));
      if (moved !== null) attempt = moved;
    }
    const { rows } = await deps.db.$client.query(
      'select action, from_state, to_state, actor from audit where attempt_id = $1 order by id',
      [attempt.id],
    );
    const by = kind === 'of a session' ? actor : service.actor;
    expect(rows).toEqual([
      { action: 'payment.creating', from_state: null, to_state: 'creating', actor: by },
      { action: 'payment.created', from_state: 'creating', to_state: 'created', actor },
      { action: 'payment.confirming', from_state: 'created', to_state: 'confirming', actor },
      { action: 'payment.charged', from_state: 'confirming', to_state: 'succeeded', actor },
    ]);
  },
);

test('what a step learns is kept by the next one', async () => {
  await using money = await startMoney();
  const { deps } = money;
  const attempt = await begun(money, await money.newSession());
  const rejected = await transition(deps, attempt, {
    to: 'rejected',
    actor,
    action: 'payment.rejected',
    changes: { errorReason: 'REJECTED_BY_PROVIDER', errorFields: { 'customer.email': ['invalid'] } },
  });
  expect(rejected?.errorFields).toEqual({ 'customer.email': ['invalid'] });
  const charged = await transition(deps, rejected ?? attempt, {
    to: 'succeeded',
    actor,
    action: 'payment.charged',
    changes: { paymentId: 'pay_1' },
  });
  expect(charged).toMatchObject({ paymentId: 'pay_1', errorReason: 'REJECTED_BY_PROVIDER' });
  expect(unaged(charged)).toEqual(unaged(await findAttempt(deps.db, attempt.id)));
});

test('an attempt is moved once when two callers saw it in the same state', async () => {
  await using money = await startMoney();
  const { deps } = money;
  const attempt = await begun(money, await money.newSession());
  const step = (paymentId: string): Transition => ({
    to: 'created',
    actor,
    action: 'payment.created',
    changes: { paymentId },
  });
  const both = await Promise.all([
    transition(deps, attempt, step('pay_a')),
    transition(deps, attempt, step('pay_b')),
  ]);
  expect(both.filter((moved) => moved !== null)).toHaveLength(1);
  expect(await findAttempt(deps.db, attempt.id)).toMatchObject({ step: 1 });
});

test('an attempt of a service, which has no session, is moved once as well', async () => {
  await using money = await startMoney();
  const { deps } = money;
  const { attempt } = await beginForService(deps, service);
  const step = { to: 'created' as const, actor, action: 'payment.created' };
  expect(await transition(deps, attempt, { ...step, changes: { paymentId: 'pay_a' } })).not.toBeNull();
  expect(await transition(deps, attempt, { ...step, changes: { paymentId: 'pay_b' } })).toBeNull();
  expect(await findAttempt(deps.db, attempt.id)).toMatchObject({ step: 1, paymentId: 'pay_a' });
});

/** Runs `work` while another transaction holds the session, makes `change` in it, and commits when `work` waits for it. */
async function underLock<T>(
  { deps }: Money,
  sessionId: string,
  { change, work }: { change: string; work: () => Promise<T> },
): Promise<T> {
  const client = new pg.Client({ connectionString: deps.db.$client.options.connectionString });
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
    await client.query(change, [sessionId]);
    await client.query('commit');
    return await working;
  } finally {
    await client.end();
  }
}

const PAID =
  "update sessions set status = 'complete', payment_id = 'pay_other', version = version + 1 where id = $1";

test('a confirm that waited for a session that is paid meanwhile is not announced', async () => {
  await using money = await startMoney();
  const sessionId = await money.newSession();
  const [create, confirm] = stepsOf('pay_1');
  const created = await transition(money.deps, await begun(money, sessionId), create as Transition);
  const moved = await underLock(money, sessionId, {
    change: PAID,
    work: () => transition(money.deps, created as Attempt, confirm as Transition),
  });
  expect(moved).toBeNull();
  expect(await findAttempt(money.deps.db, created?.id ?? '')).toMatchObject({ state: 'created', step: 1 });
  expect(await findPayment(money.deps.db, 'pay_1')).toBeNull();
});

test('a charge that waited for a session that another payment paid meanwhile is a stray charge', async () => {
  await using money = await startMoney();
  const sessionId = await money.newSession();
  const [create, confirm, charge] = stepsOf('pay_1');
  const created = await transition(money.deps, await begun(money, sessionId), create as Transition);
  const confirming = await transition(money.deps, created as Attempt, confirm as Transition);
  const moved = await underLock(money, sessionId, {
    change: PAID,
    work: () => transition(money.deps, confirming as Attempt, charge as Transition),
  });
  expect(moved).toMatchObject({ state: 'orphaned', session: { status: 'complete', paymentId: 'pay_other' } });
  expect(await findPayment(money.deps.db, 'pay_1')).toMatchObject({ orphan: true });
});

test('an attempt that was moved while its step waited is not moved again', async () => {
  await using money = await startMoney();
  const sessionId = await money.newSession();
  const attempt = await begun(money, sessionId);
  const moved = await underLock(money, sessionId, {
    change: `
      with moved as (update attempts set step = step + 1 where session_id = $1 returning session_id)
      update sessions set version = version + 1 from moved where id = moved.session_id`,
    work: () => transition(money.deps, attempt, stepsOf('pay_1')[0] as Transition),
  });
  expect(moved).toBeNull();
  expect(await findAttempt(money.deps.db, attempt.id)).toMatchObject({ state: 'creating' });
});

test('news of an old attempt leaves its session processing while another attempt is unresolved', async () => {
  await using money = await startMoney();
  const { deps } = money;
  const sessionId = await money.newSession();
  const first = await begun(money, sessionId);
  const challenged = await transition(deps, first, {
    to: 'requires_action',
    actor,
    action: 'payment.created',
    changes: { paymentId: 'pay_1' },
  });
  expect(challenged?.session?.status).toBe('open');
  await begun(money, sessionId);
  const superseded = await findAttempt(deps.db, first.id);
  expect(superseded).toMatchObject({ state: 'abandoned', session: { status: 'processing' } });
  // A fault of the provider's: the superseded payment is charged after all, for another amount.
  const stray = await transition(deps, superseded as Attempt, {
    to: 'orphaned',
    actor,
    action: 'payment.mismatched',
    read: read('pay_1', 'CHECKOUT_SUCCESS'),
  });
  expect(stray?.session?.status).toBe('processing');
});

test('an older reading that is written later does not win', async () => {
  await using money = await startMoney();
  const { deps } = money;
  const about = { attemptId: null, sessionId: null };
  await savePayment(deps.db, read('pay_1', 'PAYMENT_SUCCESS', '2026-01-02T03:05:00.000Z'), about);
  await savePayment(deps.db, read('pay_1', 'CHECKOUT_SUCCESS', '2026-01-02T03:04:00.000Z'), about);
  expect(await findPayment(deps.db, 'pay_1')).toMatchObject({ status: 'PAYMENT_SUCCESS' });
  await savePayment(deps.db, read('pay_1', 'FULLY_REFUNDED', '2026-01-02T03:06:00.000Z'), about);
  expect(await findPayment(deps.db, 'pay_1')).toMatchObject({ status: 'FULLY_REFUNDED' });
});

test.each([
  ['is expired', "update sessions set status = 'expired' where id = $1", 'SESSION_EXPIRED'],
  [
    'is over its time',
    "update sessions set expires_at = now() - interval '1 minute' where id = $1",
    'SESSION_EXPIRED',
  ],
  ['is paid', "update sessions set status = 'complete' where id = $1", 'SESSION_COMPLETE'],
])('an attempt does not begin on a session that %s', async (_name, change, reason) => {
  await using money = await startMoney();
  const sessionId = await money.newSession();
  await money.deps.db.$client.query(change, [sessionId]);
  await expect(beginAttempt(money.deps, sessionId)).rejects.toMatchObject({ reason });
});

test('of two attempts that begin together on one session, one begins', async () => {
  await using money = await startMoney();
  const sessionId = await money.newSession();
  const both = await Promise.allSettled([
    beginAttempt(money.deps, sessionId),
    beginAttempt(money.deps, sessionId),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a key of a service that comes twice together begins once', async () => {
  await using money = await startMoney();
  const both = await Promise.all([
    beginForService(money.deps, service),
    beginForService(money.deps, service),
  ]);
  expect(both.map(({ kind }) => kind).sort()).toEqual(['begun', 'known']);
  expect(both[0].attempt.id).toBe(both[1].attempt.id);
  await expect(
    beginForService(money.deps, { ...service, fingerprint: plainFingerprint('other') }),
  ).rejects.toMatchObject({
    reason: 'CONFLICT',
  });
});

test('attempts with one card that come together are counted one after the other', async () => {
  await using money = await startMoney();
  const { deps } = money;
  const sessions = await Promise.all(Array.from({ length: 12 }, () => money.newSession()));
  const velocity = (index: number) => ({
    isNetworkKnown: true,
    origin: { client: `c${index}`, email: `e${index}` },
    alert: false,
    onRefused: () => undefined,
    inTurn: <T>(begin: () => Promise<T>) => begin(),
  });
  const results = await Promise.allSettled(
    sessions.map((sessionId, index) =>
      beginAttempt(deps, sessionId, { velocity: velocity(index), card: seal(GOOD_CARD) }),
    ),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
});
