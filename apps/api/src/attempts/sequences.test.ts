import type { Payment } from '@checkout/inflow/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ATTEMPT_KEY, SESSION_KEY } from './classify.ts';
import { decide, stepFor } from './decide.ts';
import type { LostPayment } from './find-lost-payment.ts';
import { type AttemptState, isActive, isUnresolved, mayFollow } from './states.ts';
import type { Attempt } from './store.ts';
import type { Read, Step } from './transition.ts';

/**
 * One session, its attempts and Inflow's side of them, walked through any order of events: presses, answers that are lost
 * before or after the work, confirms that arrive late, challenges passed or not, looks by the reconciler, time. What
 * `journal.ts` does in the database (one active attempt, one winner) is done here in memory; the decisions are the real ones.
 */
type InflowPayment = { id: string; attemptId: string; state: 'action' | 'waiting' | 'charged' | 'failed' };

const SESSION = 'cs_session';
const DEADLINE_MS = 20_000;

class World {
  now = 0;
  attempts: Attempt[] = [];
  payments: InflowPayment[] = [];
  /** Confirms that were sent and have not arrived yet. */
  late: string[] = [];
  charges: string[] = [];
  paidBy: string | null = null;
  readonly automatic: boolean;

  constructor(automatic: boolean) {
    this.automatic = automatic;
  }

  press(card: 'good' | 'challenge' | 'bad', answer: 'ok' | 'lost before' | 'lost after'): void {
    const active = this.attempts.find((attempt) => isActive(attempt.state));
    if (this.paidBy !== null || (active !== undefined && isUnresolved(active.state))) return;
    if (active !== undefined) this.move(active, { to: 'abandoned', actor: 'shopper', action: 'superseded' });
    const attempt = this.begin();
    if (answer !== 'lost before') this.create(attempt, card);
    if (answer === 'ok') this.takeAnswer(attempt);
    else this.move(attempt, { to: 'create_unknown', actor: 'shopper', action: 'lost' });
  }

  /** The process died at the step it had announced: what it sent may have worked. */
  pressAndDie(card: 'good' | 'challenge' | 'bad', worked: boolean): void {
    const active = this.attempts.find((attempt) => isActive(attempt.state));
    if (this.paidBy !== null || active !== undefined) return;
    const attempt = this.begin();
    if (worked) this.create(attempt, card);
  }

  settle(index: number, confirm: 'ok' | 'lost before' | 'lost after' | 'late'): void {
    let attempt = this.attempts[index % Math.max(this.attempts.length, 1)];
    for (let turn = 0; turn < 8 && attempt !== undefined; turn += 1) {
      const decision = decide(attempt, {
        actor: 'reconciler',
        now: new Date(this.now),
        callDeadlineMs: DEADLINE_MS,
        confirm: false,
        session: { status: this.paidBy === null ? 'open' : 'complete', expiresAt: new Date(10_000_000) },
        read: this.read(attempt.paymentId),
        lost: attempt.state === 'create_unknown' ? this.findLost(attempt) : null,
      });
      if (decision.kind === 'stay') return;
      if (decision.kind === 'step') {
        attempt = this.move(attempt, decision.step);
        continue;
      }
      // The journal refuses to announce a confirm beside a paid session.
      if (this.paidBy !== null) return;
      const confirming = this.move(attempt, { to: 'confirming', actor: 'reconciler', action: 'confirming' });
      const { id } = decision.read.payment;
      if (confirm === 'late') this.late.push(id);
      if (confirm === 'ok' || confirm === 'lost after') this.charge(id);
      const said = confirm === 'ok' ? this.said(confirming, id) : null;
      attempt = this.move(confirming, said ?? { to: 'confirm_unknown', actor: 'reconciler', action: 'lost' });
      return;
    }
  }

  lateConfirmArrives(): void {
    const id = this.late.shift();
    if (id !== undefined) this.charge(id);
  }

  passChallenge(index: number, passed: boolean): void {
    const waiting = this.payments.filter(({ state }) => state === 'action');
    const payment = waiting[index % Math.max(waiting.length, 1)];
    if (payment !== undefined) payment.state = passed ? 'waiting' : 'failed';
  }

  private begin(): Attempt {
    const attempt: Attempt = {
      id: `00000000-0000-4000-8000-${String(this.attempts.length).padStart(12, '0')}`,
      sessionId: SESSION,
      owner: SESSION,
      key: String(this.attempts.length),
      fingerprint: '',
      state: 'creating',
      step: 0,
      stepAt: new Date(this.now),
      dueAt: new Date(this.now),
      automatic: this.automatic,
      confirms: true,
      amount: 4999,
      agreedTotal: null,
      currency: 'EUR',
      customerEmail: '',
      cardBrand: null,
      cardLast4: null,
      cardFingerprint: null,
      savesCard: false,
      paymentId: null,
      redirectUrl: null,
      declineCode: null,
      errorReason: null,
      errorFields: null,
      createdAt: new Date(this.now),
    };
    this.attempts.push(attempt);
    return attempt;
  }

  private create(attempt: Attempt, card: 'good' | 'challenge' | 'bad'): void {
    const id = `pay_${this.payments.length}`;
    const states = { good: 'waiting', challenge: 'action', bad: 'failed' } as const;
    this.payments.push({ id, attemptId: attempt.id, state: states[card] });
    if (this.automatic && card === 'good') this.charge(id);
  }

  private takeAnswer(attempt: Attempt): void {
    const payment = this.payments.find(({ attemptId }) => attemptId === attempt.id);
    const to = payment?.state === 'action' ? 'requires_action' : 'created';
    this.move(attempt, {
      to,
      actor: 'shopper',
      action: 'created',
      changes: { paymentId: payment?.id ?? null },
    });
  }

  private charge(id: string): void {
    const payment = this.payments.find((each) => each.id === id);
    // Inflow charges a payment once, however often it is confirmed.
    if (payment?.state !== 'waiting') return;
    payment.state = 'charged';
    this.charges.push(id);
  }

  private move(seen: Attempt, step: Step): Attempt {
    const to: AttemptState =
      step.to === 'succeeded' && this.paidBy !== null && this.paidBy !== step.read?.payment.id
        ? 'orphaned'
        : step.to;
    expect(mayFollow(seen.state, to), `${seen.state} → ${to}`).toBe(true);
    const moved: Attempt = {
      ...seen,
      paymentId: step.changes?.paymentId ?? seen.paymentId,
      state: to,
      step: seen.step + 1,
      stepAt: new Date(this.now),
    };
    this.attempts = this.attempts.map((attempt) => (attempt.id === seen.id ? moved : attempt));
    if (to === 'succeeded') this.paidBy = moved.paymentId;
    return moved;
  }

  private said(attempt: Attempt, id: string): Step | null {
    const read = this.read(id);
    return read === null ? null : stepFor(attempt, read, 'reconciler');
  }

  private findLost(attempt: Attempt): LostPayment {
    const read = this.read(this.payments.find(({ attemptId }) => attemptId === attempt.id)?.id ?? null);
    return read === null ? { kind: 'none' } : { kind: 'found', read };
  }

  private read(id: string | null): Read | null {
    const found = this.payments.find((payment) => payment.id === id);
    if (found === undefined) return null;
    const payment: Payment = {
      id: found.id,
      amountInCents: 4999,
      currency: 'EUR',
      status: {
        action: 'INITIATION',
        waiting: 'INITIATION',
        charged: 'CHECKOUT_SUCCESS',
        failed: 'PAYMENT_FAILED',
      }[found.state],
      customerEmail: null,
      customerId: null,
      products: [],
      metadatas: { [SESSION_KEY]: SESSION, [ATTEMPT_KEY]: found.attemptId },
      subscriptionId: null,
      taxCountry: null,
      amountTaxesIncluded: null,
      taxRateInPercentage: null,
      depositStatus: {
        action: 'requires_action',
        waiting: 'requires_confirmation',
        charged: 'succeeded',
        failed: 'failed',
      }[found.state],
      lastDepositAttempt: null,
      depositAttempts: [],
      timeline: [],
      transactionSummary: null,
      createdAt: null,
      updatedAt: null,
    };
    return { payment, at: new Date(this.now) };
  }
}

const card = fc.constantFrom('good' as const, 'good' as const, 'challenge' as const, 'bad' as const);
const loss = fc.constantFrom('ok' as const, 'ok' as const, 'lost before' as const, 'lost after' as const);
const anyEvent: fc.Arbitrary<(world: World) => void> = fc.oneof(
  fc.tuple(card, loss).map(
    ([which, answer]) =>
      (world: World) =>
        world.press(which, answer),
  ),
  fc.tuple(card, fc.boolean()).map(
    ([which, worked]) =>
      (world: World) =>
        world.pressAndDie(which, worked),
  ),
  fc
    .tuple(
      fc.nat(5),
      fc.constantFrom('ok' as const, 'lost before' as const, 'lost after' as const, 'late' as const),
    )
    .map(
      ([index, confirm]) =>
        (world: World) =>
          world.settle(index, confirm),
    ),
  fc.constant((world: World) => world.lateConfirmArrives()),
  fc.tuple(fc.nat(3), fc.boolean()).map(
    ([index, passed]) =>
      (world: World) =>
        world.passChallenge(index, passed),
  ),
  fc.integer({ min: 1, max: 25_000 }).map((ms) => (world: World) => {
    world.now += ms;
  }),
);

function hasOneActiveAttempt(world: World): void {
  expect(world.attempts.filter((attempt) => isActive(attempt.state)).length).toBeLessThanOrEqual(1);
}

function recordsOnlyCharges(world: World): void {
  for (const attempt of world.attempts) {
    if (attempt.state === 'succeeded') expect(world.charges).toContain(attempt.paymentId);
  }
  expect(world.attempts.filter((attempt) => attempt.state === 'succeeded').length).toBeLessThanOrEqual(1);
}

test.each([false, true])(
  'no order of events charges a session twice or loses a charge (automatic: %s)',
  (automatic) => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 40 }), (events) => {
        const world = new World(automatic);
        for (const event of events) {
          event(world);
          hasOneActiveAttempt(world);
          recordsOnlyCharges(world);
          expect(world.charges.length).toBeLessThanOrEqual(1);
        }
        // Calm: everything on its way arrives, and every attempt is looked at after its deadline.
        for (let round = 0; round < 6; round += 1) {
          world.lateConfirmArrives();
          world.now += DEADLINE_MS;
          for (let index = 0; index < world.attempts.length; index += 1) world.settle(index, 'ok');
        }
        for (const attempt of world.attempts) expect(isUnresolved(attempt.state), attempt.state).toBe(false);
        expect(world.paidBy).toBe(world.charges[0] ?? null);
      }),
      { numRuns: 3_000 },
    );
  },
);
