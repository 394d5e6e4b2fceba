import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../src/app-error.ts';
import { createAtInflow } from '../src/attempts/create.ts';
import { ATTEMPT_KEY, SESSION_KEY } from '../src/attempts/payment-metadata.ts';
import { reconcile } from '../src/attempts/reconcile.ts';
import { resolve } from '../src/attempts/resolve.ts';
import { isActive, isUnresolved } from '../src/attempts/states.ts';
import { type AttemptRow, findAttempt, findCurrentAttempt } from '../src/attempts/store.ts';
import {
  beginAttempt,
  DEADLINE_MS,
  type Fate,
  Killed,
  type Money,
  PRICE,
  startMoney,
} from './support/money.ts';

/**
 * One session, its attempts and Inflow's side of them, walked through any order of events: submissions, answers that are lost
 * before or after the work, confirms that arrive late, processes that die, challenges passed or not, jobs, time. Decisions,
 * transitions and PostgreSQL are the real ones.
 */
type Event = (money: Money, sessionId: string) => Promise<void>;

const actor = 'reconciler' as const;

function submit(card: 'good' | 'challenge' | 'bad', create: Fate, confirm: Fate): Event {
  return async (money, sessionId) => {
    const { deps, inflow } = money;
    inflow.card = card;
    inflow.createFate = create;
    inflow.confirmFate = confirm;
    try {
      const begun = await beginAttempt(deps, sessionId);
      if (begun.kind === 'known') throw new Error('A fresh key is not known');
      const request = {
        products: begun.order.items,
        currency: begun.order.currency,
        customerEmail: 'ada@example.com',
        billingCountry: 'FR',
        purchasingAsBusiness: false,
        autoConfirm: begun.attempt.automatic,
        metadatas: { [SESSION_KEY]: sessionId, [ATTEMPT_KEY]: begun.attempt.id },
      };
      const created = await createAtInflow(deps, begun.attempt, { request, actor });
      if (created?.state === 'created') await resolve(deps, created, { actor });
    } catch (error) {
      // Refused, or the process died: both are part of the walk.
      if (!(error instanceof AppError) && !(error instanceof Killed)) throw error;
    }
  };
}

function look(index: number, confirm: Fate): Event {
  return async (money, sessionId) => {
    money.inflow.confirmFate = confirm;
    const all = await attemptsOf(money, sessionId);
    const row = all[index % Math.max(all.length, 1)];
    const attempt = row === undefined ? null : await findAttempt(money.deps.db, row.id);
    if (attempt === null) return;
    await resolve(money.deps, attempt, { actor }).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
  };
}

function hint(index: number): Event {
  return async ({ deps, inflow }) => {
    const payment = inflow.payments[index % Math.max(inflow.payments.length, 1)];
    if (payment === undefined) return;
    await reconcile(deps, { payment: await inflow.readPayment(payment.id), askedAt: new Date() }, 'webhook');
  };
}

const lateConfirmArrives: Event = async ({ inflow }) => {
  const id = inflow.late.shift();
  if (id !== undefined) inflow.charge(id);
};

function endChallenge(index: number, passed: boolean): Event {
  return async ({ inflow }) => {
    const waiting = inflow.payments.filter(({ state }) => state === 'action');
    const payment = waiting[index % Math.max(waiting.length, 1)];
    if (payment !== undefined) payment.state = passed ? 'waiting' : 'failed';
  };
}

async function attemptsOf({ deps }: Money, sessionId: string): Promise<AttemptRow[]> {
  const { rows } = await deps.db.$client.query<AttemptRow>(
    'select id, state, payment_id as "paymentId" from attempts where session_id = $1 order by created_at',
    [sessionId],
  );
  return rows;
}

const card = fc.constantFrom('good' as const, 'good' as const, 'challenge' as const, 'bad' as const);
const createFate = fc.constantFrom<Fate>(
  'ok',
  'ok',
  'ok',
  'lost before',
  'lost after',
  'die before',
  'die after',
);
const confirmFate = fc.constantFrom<Fate>(
  'ok',
  'ok',
  'lost before',
  'lost after',
  'late',
  'die before',
  'die after',
);
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(card, createFate, confirmFate).map((of) => submit(...of)),
  fc.tuple(fc.nat(5), confirmFate).map((of) => look(...of)),
  fc.nat(5).map(hint),
  fc.constant(lateConfirmArrives),
  fc.tuple(fc.nat(3), fc.boolean()).map((of) => endChallenge(...of)),
  fc.integer({ min: 1, max: 25_000 }).map((ms) => (money: Money) => money.pass(ms)),
);

async function check({ inflow, ...money }: Money, sessionId: string, before: number): Promise<void> {
  const attempts = await attemptsOf({ inflow, ...money }, sessionId);
  const charges = inflow.charges.slice(before);
  expect(attempts.filter(({ state }) => isActive(state)).length).toBeLessThanOrEqual(1);
  const succeeded = attempts.filter(({ state }) => state === 'succeeded');
  expect(succeeded.length).toBeLessThanOrEqual(1);
  for (const { paymentId } of succeeded) expect(charges).toContain(paymentId);
  expect(charges.length).toBeLessThanOrEqual(1);
}

/** Longer than any walk: what is on its way arrives before it counts as certain that it does not. */
const CERTAINTY_MS = 3_600_000;
/** As many as fit into a quarter of a minute. */
const RUNS = 60;

test.each(['explicit', 'automatic'] as const)(
  'no order of events charges a session twice or loses a charge (%s confirmation)',
  async (confirmation) => {
    await using money = await startMoney({ confirmation, certaintyMs: CERTAINTY_MS });
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 25 }), async (events) => {
        const before = money.inflow.charges.length;
        money.inflow.late.length = 0;
        const sessionId = await money.newSession();
        for (const event of events) {
          await event(money, sessionId);
          await check(money, sessionId, before);
        }
        // Everything on its way arrives, and every attempt is looked at after its deadline.
        for (let round = 0; round < 12; round += 1) {
          await lateConfirmArrives(money, sessionId);
          await money.pass(round < 6 ? DEADLINE_MS : CERTAINTY_MS);
          for (const [index] of (await attemptsOf(money, sessionId)).entries())
            await look(index, 'ok')(money, sessionId);
        }
        await check(money, sessionId, before);
        for (const { state } of await attemptsOf(money, sessionId))
          expect(isUnresolved(state), state).toBe(false);
        const current = await findCurrentAttempt(money.deps.db, sessionId);
        const charge = money.inflow.charges[before] ?? null;
        expect(current?.session?.paymentId ?? null).toBe(charge);
        if (charge !== null) expect(current).toMatchObject({ state: 'succeeded', amount: PRICE });
      }),
      { numRuns: RUNS },
    );
  },
  600_000,
);
