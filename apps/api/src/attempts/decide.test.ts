import { SESSION_STATUSES } from '@checkout/schemas/session';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ATTEMPT,
  attemptIn,
  EXPECTED,
  FAILED_DEPOSIT,
  INSTALLATION,
  NOW,
  paymentLike,
  SESSION,
  sessionFacts,
} from '../../test/support/attempts.ts';
import { ATTEMPT_STATES } from '../db/attempt-states.ts';
import { classify, isCharged, isOurs } from './classify.ts';
import { decide, type Facts } from './decide.ts';
import { ATTEMPT_KEY, SESSION_KEY } from './payment-metadata.ts';
import { MOST_SENDS } from './repeated-sends.ts';
import { isActive, mayFollow } from './states.ts';
import type { Attempt } from './store.ts';

const CERTAINTY_MS = 600_000;
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
    lastDepositAttempt: fc.constantFrom(null, FAILED_DEPOSIT),
    amountInCents: fc.constantFrom(4999, 4998),
    amountTaxesIncluded: fc.constantFrom(null, 5999, 4999),
    currency: fc.constantFrom('EUR', 'USD'),
    metadatas: fc.constantFrom({ [SESSION_KEY]: SESSION, [ATTEMPT_KEY]: ATTEMPT }, {}),
  })
  .map(paymentLike);
const anyRead = anyPayment.map((payment) => ({ payment, askedAt: NOW }));
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  actor: fc.constantFrom('shopper', 'reconciler', 'webhook'),
  installationId: fc.constant(INSTALLATION),
  callDeadlineMs: fc.constant(30_000),
  certaintyMs: fc.constant(CERTAINTY_MS),
  confirm: fc.boolean(),
  agreedTotal: fc.constantFrom(null, 5999, 4999),
  read: fc.option(anyRead),
  lost: fc.option(
    fc.oneof(
      anyRead.map((read) => ({ kind: 'found' as const, read })),
      fc.constant({ kind: 'none' as const }),
      fc.constant({ kind: 'unreadable' as const }),
    ),
  ),
});
const anySession = fc
  .record({
    status: fc.constantFrom(...SESSION_STATUSES),
    isOverdue: fc.boolean(),
  })
  .map(sessionFacts);
const anyAttempt = fc
  .record({
    state: anyState,
    automatic: fc.boolean(),
    confirms: fc.boolean(),
    pricingMode: fc.constantFrom('TAX_EXCLUSIVE', 'TAX_INCLUSIVE'),
    agreedTotal: fc.constantFrom(null, 5999, 4999),
    asksTotal: fc.boolean(),
    stepAgeMs: fc.integer({ min: 0, max: 1_200_000 }),
    confirmAgeMs: fc.option(fc.integer({ min: 0, max: 1_200_000 })),
    confirmsSent: fc.integer({ min: 0, max: MOST_SENDS }),
    confirmLost: fc.boolean(),
    paymentId: fc.constantFrom('pay_1', null),
    session: anySession,
  })
  .map(({ state, ...changes }) => attemptIn(state, changes))
  // Only an attempt that asks comes into this state.
  .filter(({ state, asksTotal }) => asksTotal || state !== 'awaiting_agreement')
  // A price that is the total is agreed to with the submission.
  .filter(
    ({ pricingMode, asksTotal, agreedTotal }) =>
      pricingMode === 'TAX_EXCLUSIVE' || asksTotal || agreedTotal !== null,
  );

/** Checks a property of every decision about every attempt in every state, with all facts. */
function always(
  property: (attempt: Attempt, facts: Facts, decision: ReturnType<typeof decide>) => void,
): void {
  fc.assert(
    fc.property(anyAttempt, anyFacts, (attempt, facts) => property(attempt, facts, decide(attempt, facts))),
    { numRuns: 20_000 },
  );
}

describe('decide, for every state and all facts', () => {
  test('asks only for transitions that exist', () => {
    always((attempt, _facts, decision) => {
      if (decision.kind === 'move') expect(mayFollow(attempt.state, decision.transition.to)).toBe(true);
      if (decision.kind === 'confirm') expect(mayFollow(attempt.state, 'confirming')).toBe(true);
    });
  });

  test("calls an attempt paid only by Inflow's payment of this session, amount and currency", () => {
    always((attempt, _facts, decision) => {
      if (decision.kind !== 'move' || decision.transition.to !== 'succeeded') return;
      const payment = decision.transition.read?.payment;
      expect(payment && isCharged(payment)).toBe(true);
      expect(payment).toMatchObject({ currency: 'EUR' });
      const { amountInCents, amountTaxesIncluded: total } = payment ?? paymentLike();
      if (attempt.pricingMode === 'TAX_EXCLUSIVE') expect(amountInCents).toBe(4999);
      else if (total !== null) expect([4999, attempt.agreedTotal]).toContain(total);
      // A total that is left out was read before the confirm that was sent.
      else expect(attempt.confirmsSent).toBeGreaterThan(0);
      // Without metadata only the id shows that it is ours.
      if (payment?.metadatas[ATTEMPT_KEY] !== ATTEMPT)
        expect(attempt.paymentId ?? (attempt.state === 'create_unknown' ? payment?.id : null)).toBe(
          payment?.id,
        );
    });
  });

  test('confirms only while no other payment has paid, the session is open, and Inflow waits for it', () => {
    always((attempt, _facts, decision) => {
      if (decision.kind !== 'confirm') return;
      expect(classify(decision.read.payment)).toEqual({ kind: 'confirmable' });
      const session = { ...EXPECTED.session, pricingMode: attempt.pricingMode };
      expect(isOurs(decision.read.payment, { ...EXPECTED, session, paymentId: attempt.paymentId })).toBe(
        true,
      );
      expect(['complete', 'reversed']).not.toContain(attempt.session?.status);
      expect([
        'created',
        'requires_action',
        'awaiting_agreement',
        'awaiting_confirmation',
        'confirm_unknown',
      ]).toContain(attempt.state);
      expect(attempt.session?.isOverdue).toBe(false);
    });
  });

  test('confirms no total that the shopper has not agreed to', () => {
    always((attempt, facts, decision) => {
      // Once a confirm was sent, the total cannot be taken back.
      if (decision.kind !== 'confirm' || attempt.state === 'confirm_unknown') return;
      const total = decision.read.payment.amountTaxesIncluded;
      const agreed = facts.agreedTotal ?? attempt.agreedTotal;
      expect(decision.agreedTotal).toBe(agreed);
      if (attempt.asksTotal || attempt.pricingMode === 'TAX_INCLUSIVE') expect(total).not.toBeNull();
      if (attempt.asksTotal || (agreed !== null && total !== null)) expect(agreed).toBe(total);
    });
  });

  test('a confirm is not repeated while the first may still be on its way', () => {
    always((attempt, _facts, decision) => {
      if (attempt.state === 'confirming') expect(decision.kind).not.toBe('confirm');
      if (attempt.state === 'confirm_unknown' && decision.kind === 'confirm')
        expect(attempt.stepAgeMs).toBeGreaterThanOrEqual(30_000);
    });
  });

  test('confirms are sent again a stated number of times', () => {
    always((attempt, _facts, decision) => {
      if (attempt.state === 'confirm_unknown' && decision.kind === 'confirm')
        expect(attempt.confirmsSent).toBeLessThan(MOST_SENDS);
    });
  });

  test('an attempt whose confirm may be on its way is given up only once that is certain', () => {
    always((attempt, _facts, decision) => {
      if (decision.kind !== 'move' || decision.transition.to !== 'abandoned') return;
      const isPaid = ['complete', 'reversed'].includes(attempt.session?.status ?? '');
      const mayArrive = attempt.state === 'confirming' || (attempt.confirmLost && !isPaid);
      if (!mayArrive || !['confirming', 'confirm_unknown'].includes(attempt.state)) return;
      expect(attempt.confirmAgeMs ?? attempt.stepAgeMs).toBeGreaterThanOrEqual(CERTAINTY_MS);
    });
  });

  test('a create is not lost while its own request may still be running', () => {
    always((attempt, _facts, decision) => {
      if (attempt.state !== 'creating' || decision.kind === 'stay') return;
      expect(decision).toMatchObject({ kind: 'move', transition: { to: 'create_unknown' } });
      expect(attempt.stepAgeMs).toBeGreaterThanOrEqual(30_000);
    });
  });

  test('a create that may still charge by itself is not given up early', () => {
    always((attempt, facts, decision) => {
      if (
        attempt.state !== 'create_unknown' ||
        decision.kind !== 'move' ||
        decision.transition.to !== 'abandoned'
      )
        return;
      if (!attempt.automatic) return;
      expect(facts.lost?.kind).toBe('none');
      expect(attempt.confirmAgeMs ?? attempt.stepAgeMs).toBeGreaterThanOrEqual(CERTAINTY_MS);
    });
  });

  test('an undocumented status decides nothing', () => {
    always((_attempt, facts, decision) => {
      const strange = facts.read?.payment.status === 'SOMETHING_NEW' && facts.lost === null;
      if (strange && decision.kind === 'move')
        expect(['succeeded', 'declined', 'reversed', 'orphaned']).not.toContain(decision.transition.to);
    });
  });

  test('a resolved attempt stays as it is', () => {
    always((attempt, _facts, decision) => {
      if (!isActive(attempt.state) && attempt.state !== 'awaiting_confirmation')
        expect(decision).toEqual({ kind: 'stay' });
    });
  });
});

test('a total that the shopper did not agree to is not confirmed', () => {
  const read = {
    payment: paymentLike({ depositStatus: 'requires_confirmation', amountTaxesIncluded: 5999 }),
    askedAt: NOW,
  };
  const facts: Facts = {
    installationId: INSTALLATION,
    actor: 'shopper',
    callDeadlineMs: 1,
    certaintyMs: 20,
    confirm: false,
    agreedTotal: null,
    read,
    lost: null,
  };
  expect(decide(attemptIn('created', { agreedTotal: 5999 }), facts)).toEqual({
    kind: 'confirm',
    read,
    agreedTotal: 5999,
  });
  expect(decide(attemptIn('created', { agreedTotal: 5000 }), facts)).toMatchObject({
    kind: 'move',
    transition: { to: 'abandoned', changes: { declineCode: 'total_changed' } },
  });
});
