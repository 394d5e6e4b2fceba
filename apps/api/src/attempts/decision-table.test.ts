import type { Payment } from '@checkout/inflow/wire';
import { describe, expect, test } from 'vitest';
import { attemptIn, INSTALLATION, paymentLike, sessionFacts } from '../../test/support/attempts.ts';
import { ATTEMPT_STATES, type AttemptState } from '../db/attempt-states.ts';
import type { PaymentSnapshot } from '../db/payments.ts';
import { decide, type Facts, UNCONFIRMED_MS } from './decide.ts';
import { MOST_SENDS } from './repeated-sends.ts';
import { mayFollow } from './states.ts';
import type { Attempt, SessionFacts } from './store.ts';

const ATTEMPT = '00000000-0000-4000-8000-000000000001';
const DEADLINE_MS = 30_000;
const CERTAINTY_MS = 600_000;

function attempt(state: AttemptState, changes: Partial<Attempt> = {}): Attempt {
  return attemptIn(state, { id: ATTEMPT, sessionId: 'cs_1', paymentId: null, ...changes });
}

function reading(changes: Partial<Payment> = {}): PaymentSnapshot {
  const payment = paymentLike({
    metadatas: { checkoutSessionId: 'cs_1', checkoutAttemptId: ATTEMPT },
    amountTaxesIncluded: 5999,
    depositStatus: 'requires_confirmation',
    ...changes,
  });
  return { payment, askedAt: new Date('2026-01-02T03:04:05.000Z') };
}

type Situation = Facts & { readonly ageMs: number; readonly session: SessionFacts | null };

/** What is known `ageMs` after the attempt's last transition. */
function facts(ageMs: number, changes: Partial<Situation> = {}): Situation {
  return {
    actor: 'reconciler',
    ageMs,
    installationId: INSTALLATION,
    callDeadlineMs: DEADLINE_MS,
    certaintyMs: CERTAINTY_MS,
    confirm: false,
    agreedTotal: null,
    session: sessionFacts({ id: 'cs_1' }),
    read: null,
    lost: null,
    ...changes,
  };
}

const decided = (of: Attempt, { ageMs, session, ...known }: Situation) =>
  decide({ ...of, stepAgeMs: ageMs, session }, known);

const STAY = { kind: 'stay' };
const step = (to: AttemptState, action: string, more: object = {}) => ({
  kind: 'move',
  transition: { to, actor: 'reconciler', action, ...more },
});
const failed = (error: string | null) =>
  ({ status: 'failed', error }) as NonNullable<Payment['lastDepositAttempt']>;

const CHARGED = [
  'CHECKOUT_SUCCESS',
  'PAYMENT_RECEIVED',
  'PAYMENT_SUCCESS',
  'REFUND_PENDING',
  'PARTIAL_REFUNDED',
  'REFUND_FAILED',
];
const CAN_BE_READ = [
  'created',
  'awaiting_confirmation',
  'awaiting_agreement',
  'requires_action',
  'confirming',
  'confirm_unknown',
] as const;

describe('what Inflow says of the payment', () => {
  test.each(CHARGED)('%s: charged', (status) => {
    const read = reading({ status });
    for (const state of CAN_BE_READ) {
      expect(decided(attempt(state), facts(0, { read }))).toEqual(
        step('succeeded', 'payment.charged', { changes: { paymentId: 'pay_1' }, read }),
      );
    }
  });

  test('FULLY_REFUNDED: charged, and reversed', () => {
    const read = reading({ status: 'FULLY_REFUNDED' });
    for (const state of CAN_BE_READ) {
      expect(decided(attempt(state), facts(0, { read }))).toEqual(
        step('reversed', 'payment.refunded', { changes: { paymentId: 'pay_1' }, read }),
      );
    }
  });

  test.each([...CHARGED, 'FULLY_REFUNDED'])(
    '%s of another amount, currency, session or attempt: a stray charge',
    (status) => {
      for (const other of [
        { amountInCents: 4998 },
        { currency: 'USD' },
        { metadatas: { checkoutSessionId: 'cs_2', checkoutAttemptId: ATTEMPT } },
        { metadatas: { checkoutSessionId: 'cs_1', checkoutAttemptId: 'x' } },
      ]) {
        const read = reading({ status, ...other });
        expect(decided(attempt('confirming'), facts(0, { read }))).toEqual(
          step('orphaned', 'payment.mismatched', { changes: { paymentId: 'pay_1' }, read }),
        );
      }
    },
  );

  test('another amount, not charged: given up, but not while a confirm may be on its way', () => {
    const read = reading({ amountInCents: 4998 });
    for (const state of [
      'created',
      'awaiting_confirmation',
      'awaiting_agreement',
      'requires_action',
    ] as const) {
      expect(decided(attempt(state), facts(0, { read }))).toEqual(
        step('abandoned', 'payment.mismatched', {
          changes: { paymentId: 'pay_1', declineCode: 'not_charged' },
          read,
        }),
      );
    }
    const sent = attempt('confirm_unknown', { confirmLost: true, confirmsSent: 1 });
    const age = (confirmAgeMs: number) => decided({ ...sent, confirmAgeMs }, facts(DEADLINE_MS, { read }));
    expect(age(CERTAINTY_MS - 1)).toEqual(STAY);
    expect(age(CERTAINTY_MS)).toEqual(
      step('abandoned', 'payment.mismatched', { changes: { declineCode: 'not_charged' }, read }),
    );
    expect(decided(attempt('confirming'), facts(DEADLINE_MS, { read }))).toEqual(STAY);
  });

  test('of an attempt without a session the service says the amount', () => {
    const read = reading({
      status: 'CHECKOUT_SUCCESS',
      amountInCents: 1,
      metadatas: { checkoutAttemptId: ATTEMPT },
    });
    const ours = attempt('confirming', { sessionId: null });
    expect(decided(ours, facts(0, { read, session: null }))).toMatchObject({
      transition: { to: 'succeeded' },
    });
  });

  test.each([
    ['PAYMENT_FAILED', null],
    // It lapsed, or was cancelled: no issuer has refused anything.
    ['CHECKOUT_CANCELED', 'not_charged'],
    ['CANCELED', 'not_charged'],
    ['EXPIRED', 'not_charged'],
  ])('%s: declined', (status, withoutDeposit) => {
    for (const [lastDepositAttempt, declineCode] of [
      [null, withoutDeposit],
      [failed('insufficient_funds'), 'insufficient_funds'],
    ] as const) {
      const read = reading({ status, depositStatus: 'failed', lastDepositAttempt });
      expect(decided(attempt('confirming'), facts(0, { read }))).toEqual(
        step('declined', 'payment.declined', { changes: { paymentId: 'pay_1', declineCode }, read }),
      );
    }
  });

  test.each(['INITIATION', 'CHECKOUT_PENDING'])('%s after a failed deposit: declined', (status) => {
    const read = reading({ status, depositStatus: 'failed', lastDepositAttempt: failed('card_declined') });
    expect(decided(attempt('confirming'), facts(0, { read }))).toMatchObject({
      transition: { to: 'declined', changes: { declineCode: 'card_declined' } },
    });
  });

  test('a refused deposit of a payment that still waits for a confirm: declined, also where it was to confirm by itself', () => {
    const read = reading({ lastDepositAttempt: failed('insufficient_funds') });
    for (const of of [
      attempt('confirming', { confirmsSent: 1 }),
      attempt('confirm_unknown', { confirmsSent: 1, confirmLost: true }),
      attempt('created', { automatic: true }),
    ]) {
      expect(decided(of, facts(0, { read }))).toEqual(
        step('declined', 'payment.declined', {
          changes: { paymentId: 'pay_1', declineCode: 'insufficient_funds' },
          read,
        }),
      );
    }
  });

  test('a refused deposit while another confirm may be on its way: declined once that is certain', () => {
    const read = reading({ lastDepositAttempt: failed('insufficient_funds') });
    const twice = attempt('confirm_unknown', { confirmsSent: 2, confirmLost: true });
    const age = (confirmAgeMs: number) => decided({ ...twice, confirmAgeMs }, facts(DEADLINE_MS, { read }));
    expect(age(CERTAINTY_MS - 1)).toEqual(STAY);
    expect(age(CERTAINTY_MS)).toMatchObject({ transition: { to: 'declined' } });
    const ended = reading({ status: 'PAYMENT_FAILED', lastDepositAttempt: failed('insufficient_funds') });
    expect(decided({ ...twice, confirmAgeMs: 0 }, facts(0, { read: ended }))).toMatchObject({
      transition: { to: 'declined' },
    });
  });

  test.each([
    ['a status that is not known', { status: 'SOMETHING_NEW', depositStatus: 'failed' }],
    ['a deposit that has succeeded', { status: 'CHECKOUT_PENDING', depositStatus: 'succeeded' }],
    ['a challenge', { status: 'INITIATION', depositStatus: 'requires_action' }],
  ])('%s decides nothing, even after a failed deposit', (_name, changes) => {
    const read = reading({ ...changes, lastDepositAttempt: failed('card_declined') });
    for (const state of CAN_BE_READ) {
      expect(decided(attempt(state), facts(DEADLINE_MS, { read }))).toEqual(STAY);
    }
  });

  test('a payment that could not be read decides nothing', () => {
    for (const state of CAN_BE_READ) expect(decided(attempt(state), facts(DEADLINE_MS))).toEqual(STAY);
  });
});

describe('a create', () => {
  test('is lost once its call has had its time', () => {
    expect(decided(attempt('creating'), facts(DEADLINE_MS - 1))).toEqual(STAY);
    expect(decided(attempt('creating'), facts(DEADLINE_MS))).toEqual(
      step('create_unknown', 'payment.create_lost'),
    );
  });

  const found = { kind: 'found' as const, read: reading() };
  const none = { kind: 'none' as const };
  const unreadable = { kind: 'unreadable' as const };
  const givenUp = step('abandoned', 'payment.abandoned', { changes: { declineCode: 'not_charged' } });
  const givenUpWithPayment = step('abandoned', 'payment.abandoned', {
    changes: { declineCode: 'not_charged', paymentId: 'pay_1' },
  });
  const goesOn = step('created', 'payment.found', { changes: { paymentId: 'pay_1' }, read: found.read });
  test.each([
    ['explicit', 'nothing found', none, givenUp, givenUp],
    ['explicit', 'an unconfirmed payment found', found, givenUpWithPayment, givenUpWithPayment],
    ['explicit', 'unreadable', unreadable, STAY, givenUp],
    ['explicit', 'not looked for', null, STAY, STAY],
    ['automatic', 'nothing found', none, STAY, STAY],
    ['automatic', 'an unconfirmed payment found', found, goesOn, goesOn],
    ['automatic', 'unreadable', unreadable, STAY, STAY],
    ['automatic', 'not looked for', null, STAY, STAY],
  ] as const)('that was lost, %s, %s', (confirmation, _name, lost, early, late) => {
    const lostCreate = attempt('create_unknown', { automatic: confirmation === 'automatic' });
    expect(decided(lostCreate, facts(DEADLINE_MS - 1, { lost }))).toEqual(early);
    expect(decided(lostCreate, facts(DEADLINE_MS, { lost }))).toEqual(late);
  });

  test('that was lost and confirms by itself is given up once it cannot arrive any more', () => {
    const lostCreate = attempt('create_unknown', { automatic: true });
    expect(decided(lostCreate, facts(CERTAINTY_MS - 1, { lost: none }))).toEqual(STAY);
    expect(decided(lostCreate, facts(CERTAINTY_MS, { lost: none }))).toEqual(givenUp);
    expect(decided(lostCreate, facts(CERTAINTY_MS, { lost: unreadable }))).toEqual(STAY);
  });

  test('that was lost and has charged: succeeded', () => {
    const read = reading({ status: 'CHECKOUT_SUCCESS' });
    expect(decided(attempt('create_unknown'), facts(0, { lost: { kind: 'found', read } }))).toEqual(
      step('succeeded', 'payment.charged', { changes: { paymentId: 'pay_1' }, read }),
    );
  });
});

describe('a payment that waits to be confirmed', () => {
  const read = reading();
  const confirmed = { kind: 'confirm', read, agreedTotal: null };
  const agreed = (agreedTotal: number) => ({ ...confirmed, agreedTotal });
  const waits = step('awaiting_confirmation', 'payment.awaits_confirmation', { read });

  test.each([
    ['created', true, false, confirmed],
    ['created', false, true, confirmed],
    ['created', false, false, waits],
    ['requires_action', true, false, confirmed],
    ['requires_action', false, true, confirmed],
    ['requires_action', false, false, waits],
    ['awaiting_confirmation', false, true, confirmed],
    ['awaiting_confirmation', false, false, STAY],
  ] as const)('%s, confirms by itself: %s, asked to: %s', (state, confirms, confirm, decision) => {
    expect(decided(attempt(state, { confirms }), facts(0, { read, confirm }))).toEqual(decision);
  });

  const lostConfirm = (confirmsSent: number) =>
    attempt('confirm_unknown', { confirmLost: true, confirmsSent, confirmAgeMs: DEADLINE_MS });

  test('after a confirm that was sent: lost once the call has had its time', () => {
    expect(decided(attempt('confirming'), facts(DEADLINE_MS - 1, { read }))).toEqual(STAY);
    expect(decided(attempt('confirming'), facts(DEADLINE_MS, { read }))).toEqual(
      step('confirm_unknown', 'payment.confirm_lost', { changes: { confirmLost: true } }),
    );
  });

  test.each([1, 2, 3, 4])('after %i lost confirms: another, after a pause that doubles', (confirmsSent) => {
    const pauseMs = DEADLINE_MS * 2 ** (confirmsSent - 1);
    expect(decided(lostConfirm(confirmsSent), facts(pauseMs - 1, { read }))).toEqual(STAY);
    expect(decided(lostConfirm(confirmsSent), facts(pauseMs, { read }))).toEqual(confirmed);
  });

  test('after the last one: only read, and given up once none of them can arrive any more', () => {
    const last = lostConfirm(MOST_SENDS);
    const age = (confirmAgeMs: number) => decided({ ...last, confirmAgeMs }, facts(0, { read }));
    expect(age(CERTAINTY_MS - 1)).toEqual(STAY);
    expect(age(CERTAINTY_MS)).toEqual(
      step('abandoned', 'payment.confirm_given_up', { changes: { declineCode: 'not_charged' }, read }),
    );
  });

  test('after confirms that were all refused: given up at once, unless it confirms by itself', () => {
    const refused = attempt('confirm_unknown', { confirmsSent: 1, confirmAgeMs: 0 });
    expect(decided(refused, facts(0, { read }))).toEqual(
      step('abandoned', 'payment.confirm_refused', { changes: { declineCode: 'not_charged' }, read }),
    );
    expect(decided({ ...refused, automatic: true }, facts(0, { read }))).toEqual(STAY);
    expect(decided(refused, facts(0))).toEqual(STAY);
  });

  test('one that Inflow confirms by itself is left to it until the call has had its time', () => {
    const automatic = attempt('created', { automatic: true });
    expect(decided(automatic, facts(DEADLINE_MS - 1, { read }))).toEqual(STAY);
    expect(decided(automatic, facts(DEADLINE_MS, { read }))).toEqual(confirmed);
    const session = sessionFacts({ isOverdue: true });
    expect(decided(automatic, facts(CERTAINTY_MS - 1, { read, session }))).toEqual(STAY);
    expect(decided(automatic, facts(CERTAINTY_MS, { read, session }))).toEqual(expired);
  });

  const expired = step('abandoned', 'payment.expired', { changes: { declineCode: 'not_charged' } });
  test.each([
    ['is complete', { status: 'complete' }, expired, expired],
    ['is reversed', { status: 'reversed' }, expired, expired],
    ['is expired', { status: 'expired' }, expired, STAY],
    ['has come to its end', { status: 'processing', isOverdue: true }, expired, STAY],
    ['goes on', { status: 'processing' }, confirmed, confirmed],
  ] as const)('beside a session that %s', (_name, changes, unconfirmed, unknown) => {
    const session = sessionFacts(changes);
    for (const state of ['created', 'requires_action', 'awaiting_agreement'] as const) {
      expect(decided(attempt(state), facts(DEADLINE_MS, { read, session }))).toEqual(unconfirmed);
    }
    // Whether a payment that is never confirmed can be read makes no difference.
    if (unconfirmed === expired)
      expect(decided(attempt('created'), facts(DEADLINE_MS, { session }))).toEqual(expired);
    expect(decided(lostConfirm(1), facts(DEADLINE_MS, { read, session }))).toEqual(unknown);
    expect(decided(attempt('confirming'), facts(0, { read, session }))).toEqual(STAY);
  });

  test('of a service that never confirms it: given up after a week', () => {
    const waiting = attempt('awaiting_confirmation', { sessionId: null });
    expect(decided(waiting, facts(UNCONFIRMED_MS - 1, { read, session: null }))).toEqual(STAY);
    expect(decided(waiting, facts(UNCONFIRMED_MS, { read, session: null }))).toEqual(expired);
  });

  test('of a service, which has no session to be over', () => {
    const ofService = { sessionId: null };
    expect(decided(attempt('created', ofService), facts(0, { read, session: null }))).toEqual(confirmed);
  });

  test('for another total than the shopper agreed to: given up, unless a confirm was sent already', () => {
    const changed = step('abandoned', 'payment.total_changed', {
      changes: { declineCode: 'total_changed' },
      read,
    });
    expect(decided(attempt('created', { agreedTotal: 5998 }), facts(0, { read }))).toEqual(changed);
    expect(decided(attempt('created', { agreedTotal: 5999 }), facts(0, { read }))).toEqual(agreed(5999));
    const sent = { ...lostConfirm(1), agreedTotal: 5998 };
    expect(decided(sent, facts(DEADLINE_MS, { read }))).toEqual(agreed(5998));
    const untaxed = reading({ amountTaxesIncluded: null });
    expect(decided(attempt('created', { agreedTotal: 5998 }), facts(0, { read: untaxed }))).toEqual({
      kind: 'confirm',
      read: untaxed,
      agreedTotal: 5998,
    });
  });

  test.each(['created', 'requires_action'] as const)(
    '%s, of a shopper who is asked about any other total: confirmed only for the one agreed to',
    (state) => {
      const asked = step('awaiting_agreement', 'payment.awaits_agreement', { read });
      const asking = (agreedTotal: number | null) => attempt(state, { asksTotal: true, agreedTotal });
      expect(decided(asking(null), facts(0, { read }))).toEqual(asked);
      expect(decided(asking(5998), facts(0, { read }))).toEqual(asked);
      expect(decided(asking(5999), facts(0, { read }))).toEqual(agreed(5999));
    },
  );

  test('a total that is asked about: confirmed once that one is agreed to, and not for another', () => {
    const waiting = attempt('awaiting_agreement', { asksTotal: true, agreedTotal: 5998 });
    expect(decided(waiting, facts(0, { read }))).toEqual(STAY);
    expect(decided(waiting, facts(0, { read, agreedTotal: 5998 }))).toEqual(STAY);
    expect(decided(waiting, facts(0, { read, agreedTotal: 5999 }))).toEqual(agreed(5999));
  });

  test('a total that is asked about and that Inflow leaves out: read again, and given up in the end', () => {
    const untaxed = reading({ amountTaxesIncluded: null });
    const asking = attempt('created', { asksTotal: true });
    expect(decided(asking, facts(CERTAINTY_MS - 1, { read: untaxed }))).toEqual(STAY);
    expect(decided(asking, facts(CERTAINTY_MS, { read: untaxed }))).toEqual(
      step('abandoned', 'payment.abandoned', { changes: { declineCode: 'not_charged' }, read: untaxed }),
    );
  });
});

test('the transitions, all of them', () => {
  const legal = Object.fromEntries(
    ATTEMPT_STATES.map((from) => [from, ATTEMPT_STATES.filter((to) => mayFollow(from, to)).join(' ')]),
  );
  expect(legal).toEqual({
    creating:
      'create_unknown created requires_action succeeded reversed declined rejected abandoned orphaned',
    create_unknown: 'created succeeded reversed declined abandoned orphaned',
    created:
      'awaiting_confirmation awaiting_agreement requires_action confirming succeeded reversed declined abandoned orphaned',
    awaiting_confirmation: 'confirming succeeded reversed declined abandoned orphaned',
    awaiting_agreement: 'confirming succeeded reversed declined abandoned orphaned',
    requires_action:
      'awaiting_confirmation awaiting_agreement confirming succeeded reversed declined abandoned orphaned',
    confirming: 'confirm_unknown succeeded reversed declined abandoned orphaned',
    confirm_unknown: 'confirming succeeded reversed declined abandoned orphaned',
    succeeded: 'reversed',
    reversed: 'succeeded orphaned',
    declined: 'succeeded reversed orphaned',
    rejected: 'succeeded reversed orphaned',
    abandoned: 'succeeded reversed orphaned',
    orphaned: 'succeeded reversed',
  });
});
