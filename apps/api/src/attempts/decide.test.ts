import type { Payment } from '@checkout/inflow/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ATTEMPT_KEY, assess, isCharged, SESSION_KEY } from './classify.ts';
import { decide, type Facts } from './decide.ts';
import { ATTEMPT_STATES, type AttemptState, isActive, mayFollow } from './states.ts';
import type { Attempt } from './store.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const SESSION = 'cs_session';
const ATTEMPT = '0f8fad5b-d9cb-469f-a165-70867728950e';

function attemptIn(state: AttemptState, changes: Partial<Attempt> = {}): Attempt {
  return {
    id: ATTEMPT,
    sessionId: SESSION,
    owner: SESSION,
    key: 'k',
    fingerprint: 'f',
    state,
    step: 3,
    stepAt: NOW,
    dueAt: NOW,
    automatic: false,
    confirms: true,
    amount: 4999,
    agreedTotal: null,
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    cardBrand: null,
    cardLast4: null,
    cardFingerprint: null,
    savesCard: false,
    paymentId: 'pay_1',
    redirectUrl: null,
    declineCode: null,
    errorReason: null,
    errorFields: null,
    createdAt: NOW,
    ...changes,
  };
}

function paymentLike(changes: Partial<Payment> = {}): Payment {
  return {
    id: 'pay_1',
    amountInCents: 4999,
    currency: 'EUR',
    status: 'INITIATION',
    customerEmail: null,
    customerId: null,
    products: [],
    metadatas: { [SESSION_KEY]: SESSION, [ATTEMPT_KEY]: ATTEMPT },
    subscriptionId: null,
    taxCountry: null,
    amountTaxesIncluded: null,
    taxRateInPercentage: null,
    depositStatus: null,
    lastDepositAttempt: null,
    depositAttempts: [],
    timeline: [],
    transactionSummary: null,
    createdAt: null,
    updatedAt: null,
    ...changes,
  };
}

const failedDeposit = {
  status: 'failed',
  amount: 5999,
  paymentMethod: 'CARD',
  error: 'card_declined',
  attemptedAt: null,
};
const expected = { attemptId: ATTEMPT, session: { id: SESSION, amount: 4999, currency: 'EUR' } };

describe('assess', () => {
  test.each([
    [{ status: 'CHECKOUT_SUCCESS', depositStatus: 'succeeded' }, { kind: 'charged' }],
    [{ status: 'PAYMENT_SUCCESS' }, { kind: 'charged' }],
    [{ status: 'FULLY_REFUNDED' }, { kind: 'charged' }],
    [
      { status: 'PAYMENT_FAILED', lastDepositAttempt: failedDeposit },
      { kind: 'refused', code: 'card_declined' },
    ],
    [
      { status: 'INITIATION', lastDepositAttempt: failedDeposit },
      { kind: 'refused', code: 'card_declined' },
    ],
    [{ status: 'CANCELED' }, { kind: 'refused', code: null }],
    [{ depositStatus: 'requires_confirmation' }, { kind: 'confirmable' }],
    [{ depositStatus: 'requires_action' }, { kind: 'action' }],
    [{ status: 'INITIATION' }, { kind: 'undecided' }],
    [{ status: 'SOMETHING_NEW' }, { kind: 'undecided' }],
    [{ status: 'SOMETHING_NEW', depositStatus: 'succeeded' }, { kind: 'undecided' }],
    [{ status: 'SOMETHING_NEW', lastDepositAttempt: failedDeposit }, { kind: 'undecided' }],
    [
      { status: 'CHECKOUT_SUCCESS', amountInCents: 5000 },
      { kind: 'mismatch', charged: true },
    ],
    [
      { status: 'CHECKOUT_SUCCESS', currency: 'USD' },
      { kind: 'mismatch', charged: true },
    ],
    [
      { metadatas: { [SESSION_KEY]: 'cs_other', [ATTEMPT_KEY]: ATTEMPT } },
      { kind: 'mismatch', charged: false },
    ],
    [{ metadatas: { [SESSION_KEY]: SESSION } }, { kind: 'mismatch', charged: false }],
  ] as const)('%j is %j', (changes, assessment) => {
    expect(assess(paymentLike(changes), expected)).toEqual(assessment);
  });
});

const anyState = fc.constantFrom(...ATTEMPT_STATES);
const anyPayment = fc
  .record({
    status: fc.constantFrom(
      'INITIATION',
      'CHECKOUT_PENDING',
      'CHECKOUT_SUCCESS',
      'PAYMENT_SUCCESS',
      'PAYMENT_FAILED',
      'CANCELED',
      'FULLY_REFUNDED',
      'SOMETHING_NEW',
    ),
    depositStatus: fc.constantFrom(
      null,
      'requires_confirmation',
      'requires_action',
      'succeeded',
      'failed',
      'new',
    ),
    lastDepositAttempt: fc.constantFrom(null, failedDeposit),
    amountInCents: fc.constantFrom(4999, 4998),
    currency: fc.constantFrom('EUR', 'USD'),
    metadatas: fc.constantFrom({ [SESSION_KEY]: SESSION, [ATTEMPT_KEY]: ATTEMPT }, {}),
  })
  .map(paymentLike);
const anyRead = anyPayment.map((payment) => ({ payment, at: NOW }));
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  actor: fc.constantFrom('shopper', 'reconciler', 'webhook'),
  now: fc.integer({ min: 0, max: 120_000 }).map((ms) => new Date(NOW.getTime() + ms)),
  callDeadlineMs: fc.constant(30_000),
  confirm: fc.boolean(),
  session: fc.record({
    status: fc.constantFrom('open', 'processing', 'complete', 'expired'),
    expiresAt: fc.integer({ min: -60_000, max: 300_000 }).map((ms) => new Date(NOW.getTime() + ms)),
  }),
  read: fc.option(anyRead),
  lost: fc.option(
    fc.oneof(
      anyRead.map((read) => ({ kind: 'found' as const, read })),
      fc.constant({ kind: 'none' as const }),
      fc.constant({ kind: 'unreadable' as const }),
    ),
  ),
});
const anyAttempt = fc
  .record({ state: anyState, automatic: fc.boolean(), confirms: fc.boolean() })
  .map(({ state, ...changes }) => attemptIn(state, changes));

/** Checks a property of every decision about every attempt in every state, whatever is known. */
function always(
  property: (attempt: Attempt, facts: Facts, decision: ReturnType<typeof decide>) => void,
): void {
  fc.assert(
    fc.property(anyAttempt, anyFacts, (attempt, facts) => property(attempt, facts, decide(attempt, facts))),
    { numRuns: 20_000 },
  );
}

describe('decide, for every state and whatever is known', () => {
  test('only legal steps', () => {
    always((attempt, _facts, decision) => {
      if (decision.kind === 'step') expect(mayFollow(attempt.state, decision.step.to)).toBe(true);
      if (decision.kind === 'confirm') expect(mayFollow(attempt.state, 'confirming')).toBe(true);
    });
  });

  test("paid only by Inflow's own word, of this session, amount and currency", () => {
    always((_attempt, _facts, decision) => {
      if (decision.kind !== 'step' || decision.step.to !== 'succeeded') return;
      const payment = decision.step.read?.payment;
      expect(payment && isCharged(payment)).toBe(true);
      expect(payment).toMatchObject({
        amountInCents: 4999,
        currency: 'EUR',
        metadatas: { [SESSION_KEY]: SESSION, [ATTEMPT_KEY]: ATTEMPT },
      });
    });
  });

  test('confirmed only while nothing else has paid, the session lives, and Inflow waits for it', () => {
    always((attempt, facts, decision) => {
      if (decision.kind !== 'confirm') return;
      expect(assess(decision.read.payment, expected)).toEqual({ kind: 'confirmable' });
      expect(facts.session?.status).not.toBe('complete');
      expect(['created', 'requires_action', 'awaiting_confirmation', 'confirm_unknown']).toContain(
        attempt.state,
      );
      if (attempt.state !== 'confirm_unknown')
        expect(facts.session?.expiresAt.getTime()).toBeGreaterThan(facts.now.getTime());
    });
  });

  test('a confirm is not repeated while the first may still be on its way', () => {
    always((attempt, facts, decision) => {
      const age = facts.now.getTime() - attempt.stepAt.getTime();
      if (attempt.state === 'confirming') expect(decision.kind).not.toBe('confirm');
      if (attempt.state === 'confirm_unknown' && decision.kind === 'confirm')
        expect(age).toBeGreaterThanOrEqual(30_000);
    });
  });

  test('an attempt whose confirm was sent is given up only when the session is paid by another', () => {
    always((attempt, facts, decision) => {
      if (decision.kind !== 'step' || decision.step.to !== 'abandoned') return;
      expect(attempt.state).not.toBe('confirming');
      if (attempt.state === 'confirm_unknown') expect(facts.session?.status).toBe('complete');
    });
  });

  test('a create is not lost while its own request may still be running', () => {
    always((attempt, facts, decision) => {
      if (attempt.state !== 'creating' || decision.kind === 'stay') return;
      expect(decision).toMatchObject({ kind: 'step', step: { to: 'create_unknown' } });
      expect(facts.now.getTime() - attempt.stepAt.getTime()).toBeGreaterThanOrEqual(30_000);
    });
  });

  test('a create that may still charge by itself is not given up early', () => {
    always((attempt, facts, decision) => {
      if (attempt.state !== 'create_unknown' || decision.kind !== 'step' || decision.step.to !== 'abandoned')
        return;
      const mismatch =
        facts.lost?.kind === 'found' && assess(facts.lost.read.payment, expected).kind === 'mismatch';
      if (attempt.automatic && !mismatch) {
        expect(facts.lost?.kind).not.toBe('unreadable');
        expect(facts.now.getTime() - attempt.stepAt.getTime()).toBeGreaterThanOrEqual(30_000);
      }
    });
  });

  test('a status that nobody has seen before decides nothing', () => {
    always((_attempt, facts, decision) => {
      const strange = facts.read?.payment.status === 'SOMETHING_NEW' && facts.lost === null;
      if (strange && decision.kind === 'step')
        expect(['succeeded', 'declined', 'orphaned']).not.toContain(decision.step.to);
    });
  });

  test('what is decided stays decided', () => {
    always((attempt, _facts, decision) => {
      if (!isActive(attempt.state) && attempt.state !== 'awaiting_confirmation')
        expect(decision).toEqual({ kind: 'stay' });
    });
  });
});

test('a total that the shopper did not agree to is not confirmed', () => {
  const read = {
    payment: paymentLike({ depositStatus: 'requires_confirmation', amountTaxesIncluded: 5999 }),
    at: NOW,
  };
  const facts: Facts = {
    actor: 'shopper',
    now: NOW,
    callDeadlineMs: 1,
    confirm: false,
    session: { status: 'processing', expiresAt: new Date(NOW.getTime() + 1000) },
    read,
    lost: null,
  };
  expect(decide(attemptIn('created', { agreedTotal: 5999 }), facts)).toEqual({ kind: 'confirm', read });
  expect(decide(attemptIn('created', { agreedTotal: 5000 }), facts)).toMatchObject({
    kind: 'step',
    step: { to: 'abandoned', changes: { declineCode: 'total_changed' } },
  });
});

describe('the state machine', () => {
  test('nothing leads out of a recorded charge, and only a charge leads out of an end', () => {
    for (const to of ATTEMPT_STATES) {
      expect(mayFollow('succeeded', to)).toBe(false);
      expect(mayFollow('orphaned', to)).toBe(false);
      for (const end of ['declined', 'rejected', 'abandoned'] as const) {
        expect(mayFollow(end, to)).toBe(to === 'succeeded' || to === 'orphaned');
      }
    }
  });

  test('every active state can reach an end', () => {
    for (const state of ATTEMPT_STATES.filter(isActive)) {
      expect(
        ATTEMPT_STATES.some((to) => !isActive(to) && mayFollow(state, to)),
        state,
      ).toBe(true);
    }
  });
});
