import type { ErrorReason } from '@checkout/schemas/error-code';
import { describe, expect, it } from 'vitest';
import {
  agreement,
  challenged,
  declined,
  openSession as open,
  payment,
  reversed,
  succeeded,
} from '../gallery/fixtures.ts';
import {
  initialPaymentState,
  type PaymentCommand,
  type PaymentEvent,
  type PaymentState,
  type Phase,
  transition,
} from './payment-machine.ts';

const AT = 1_000_000;
const idle: Phase = { kind: 'idle' };
const submitting: Phase = { kind: 'submitting', versionBefore: open.version };
const agreeing: Phase = { kind: 'agreeing', versionBefore: open.version, agreement: agreement() };
const redirecting: Phase = {
  kind: 'redirecting',
  to: challenged.status === 'requires_action' ? challenged.redirectUrl : '',
};
const checking: Phase = { kind: 'checking', versionBefore: open.version, since: AT, agreed: null };
const phases = { idle, submitting, agreeing, redirecting, checking };
type PhaseName = keyof typeof phases;

const start = initialPaymentState(open);
const inPhase = (phase: PhaseName): PaymentState => ({ ...start, phase: phases[phase] });

const refused = (reason: ErrorReason, retryAfter: number | null = null): PaymentEvent => ({
  type: 'refused',
  at: AT,
  refusal: { kind: 'refused', reason, outcomeKnown: true, fieldErrors: {}, retryAfter, isDown: false },
});
const outcome = (outcome: Extract<PaymentEvent, { type: 'outcome' }>['outcome']): PaymentEvent => ({
  type: 'outcome',
  outcome,
});
const viewed = (change: Partial<typeof open>, readAt = AT): PaymentEvent => ({
  type: 'viewed',
  view: { ...open, ...change },
  readAt,
});
const paid = succeeded('CHECKOUT_SUCCESS');
const failedLater = reversed('PAYMENT_FAILED');
const refusedCard = declined('card_declined');
const processing = { status: 'processing', payment: null } as const;
const unsafe = { ...challenged, redirectUrl: 'javascript:alert(1)' } as typeof challenged;

/** Every event, each with what it becomes in every phase: the phase, and what is said or done besides. */
type Effect = {
  readonly notice?: string;
  readonly retryAfter?: number;
  readonly forget?: 'card' | 'cvc';
  readonly commands?: readonly PaymentCommand[];
};
type Row = readonly [PhaseName, Effect?];
const stays: Record<PhaseName, Row> = {
  idle: ['idle'],
  submitting: ['submitting'],
  agreeing: ['agreeing'],
  redirecting: ['redirecting'],
  checking: ['checking'],
};
/** The same for both requests. */
const sending = (row: Row): Pick<Record<PhaseName, Row>, 'submitting' | 'agreeing'> => ({
  submitting: row,
  agreeing: row,
});
const endAttempt = ['endAttempt'] as const;
const reread = ['reread'] as const;

const table: readonly (readonly [string, PaymentEvent, Record<PhaseName, Row>])[] = [
  [
    'submitted',
    { type: 'submitted', version: open.version, total: null },
    { ...stays, idle: ['submitting'] },
  ],
  [
    'agreed',
    { type: 'agreed', version: open.version, agreement: agreement() },
    { ...stays, idle: ['agreeing'] },
  ],
  ['left', { type: 'left', paymentId: payment.id }, stays],
  [
    'a request that could not be made',
    { type: 'unsent', notice: 'notBegun' },
    { ...stays, ...sending(['idle', { notice: 'notBegun' }]) },
  ],
  ['a payment', outcome(paid), { ...stays, ...sending(['idle', { forget: 'card', commands: endAttempt }]) }],
  [
    'a payment that was reversed since',
    outcome(failedLater),
    { ...stays, ...sending(['idle', { forget: 'card', commands: endAttempt }]) },
  ],
  [
    'a decline',
    outcome(refusedCard),
    { ...stays, ...sending(['idle', { forget: 'cvc', commands: endAttempt }]) },
  ],
  // The card stays typed, and the attempt goes on.
  [
    'a total to agree to',
    outcome(agreement()),
    { ...stays, submitting: ['idle'], agreeing: ['idle', { notice: 'notCharged' }] },
  ],
  ['another total to agree to', outcome(agreement(8953)), { ...stays, ...sending(['idle']) }],
  ['an open outcome', outcome(processing), { ...stays, ...sending(['idle', { commands: endAttempt }]) }],
  [
    'a 3DS challenge',
    outcome(challenged),
    { ...stays, ...sending(['redirecting', { forget: 'card', commands: endAttempt }]) },
  ],
  [
    'a challenge at an unsafe URL',
    outcome(unsafe),
    {
      ...stays,
      ...sending(['idle', { forget: 'card', notice: 'unsafeRedirect', commands: endAttempt }]),
    },
  ],
  [
    'a refusal of fields',
    refused('INVALID_INPUT'),
    {
      ...stays,
      submitting: ['idle', { commands: endAttempt }],
      agreeing: ['idle', { notice: 'unavailable', commands: reread }],
    },
  ],
  [
    'a refusal that says something',
    refused('TOO_MANY_ATTEMPTS', 90),
    {
      ...stays,
      ...sending(['idle', { notice: 'tooMany', retryAfter: 90, commands: ['endAttempt', 'reread'] }]),
    },
  ],
  [
    'a refusal because the page is not up to date',
    refused('SESSION_COMPLETE'),
    { ...stays, ...sending(['idle', { commands: ['endAttempt', 'reread'] }]) },
  ],
  [
    'a refusal because the payment was reversed',
    refused('SESSION_REVERSED'),
    { ...stays, ...sending(['idle', { commands: ['endAttempt', 'reread'] }]) },
  ],
  [
    'a refusal that leaves the outcome unknown',
    refused('OUTCOME_UNKNOWN'),
    { ...stays, ...sending(['checking', { commands: reread }]) },
  ],
  ['lost', { type: 'lost', at: AT }, { ...stays, ...sending(['checking', { commands: reread }]) }],
  ['a view that shows nothing new', viewed({}), stays],
  ['a view read before the response was lost', viewed({ status: 'complete' }, AT - 1), stays],
  [
    'a view of an untouched session, when a request must have arrived',
    viewed({}, AT + 5_000),
    { ...stays, checking: ['idle', { notice: 'notBegun' }] },
  ],
  [
    'a view of a payment that waits since',
    viewed({ outcome: agreement(), version: open.version + 1 }),
    { ...stays, checking: ['idle'] },
  ],
  [
    'a view of a session that is processing',
    viewed({ status: 'processing' }),
    { ...stays, checking: ['idle'] },
  ],
  ['a view of a session that is paid', viewed({ status: 'complete' }), { ...stays, checking: ['idle'] }],
  [
    'a view of a session whose payment was reversed',
    viewed({ status: 'reversed', outcome: failedLater, version: open.version + 1 }),
    { ...stays, checking: ['idle'] },
  ],
  ['a view of a session that has expired', viewed({ status: 'expired' }), { ...stays, checking: ['idle'] }],
  [
    'a view with a decline that came otherwise',
    viewed({ outcome: refusedCard, version: open.version + 1 }),
    {
      idle: ['idle', { forget: 'cvc', commands: endAttempt }],
      submitting: ['submitting'],
      agreeing: ['agreeing'],
      redirecting: ['redirecting', { forget: 'cvc', commands: endAttempt }],
      checking: ['idle', { forget: 'cvc', commands: endAttempt }],
    },
  ],
  ['redirectTimedOut', { type: 'redirectTimedOut' }, { ...stays, redirecting: ['idle'] }],
  [
    'restored',
    { type: 'restored' },
    {
      idle: ['idle', { commands: reread }],
      submitting: ['submitting', { commands: reread }],
      agreeing: ['agreeing', { commands: reread }],
      redirecting: ['idle', { commands: reread }],
      checking: ['checking', { commands: reread }],
    },
  ],
  [
    'noticed',
    { type: 'noticed', notice: 'unmarked' },
    {
      idle: ['idle', { notice: 'unmarked' }],
      submitting: ['submitting', { notice: 'unmarked' }],
      agreeing: ['agreeing', { notice: 'unmarked' }],
      redirecting: ['redirecting', { notice: 'unmarked' }],
      checking: ['checking', { notice: 'unmarked' }],
    },
  ],
];

const cases = table.flatMap(([name, event, rows]) =>
  (Object.keys(rows) as PhaseName[]).map((phase) => ({ name, event, phase, row: rows[phase] })),
);

describe('the payment machine', () => {
  it.each(cases)('$name while $phase', ({ event, phase, row: [next, effect = {}] }) => {
    const { state, commands } = transition(inPhase(phase), event);
    const { phase: kept, notice, retryAfter, forget } = state;
    expect({ phase: kept.kind, notice, retryAfter, forget }).toEqual({
      phase: next,
      notice: effect.notice ?? null,
      retryAfter: effect.retryAfter ?? null,
      forget: { card: effect.forget === 'card' ? 1 : 0, cvc: effect.forget === 'cvc' ? 1 : 0 },
    });
    expect(commands).toEqual(effect.commands ?? []);
  });

  it('lets one of two submissions through, and one of two agreements', () => {
    const first = transition(start, { type: 'submitted', version: 7, total: null }).state;
    expect(first.phase).toEqual({ kind: 'submitting', versionBefore: 7 });
    expect(transition(first, { type: 'submitted', version: 8, total: null }).state).toBe(first);
    const agreed: PaymentEvent = { type: 'agreed', version: 7, agreement: agreement() };
    expect(transition(first, agreed).state).toBe(first);
    const second = transition(start, agreed).state;
    expect(second.phase).toEqual({ kind: 'agreeing', versionBefore: 7, agreement: agreement() });
    expect(transition(second, agreed).state).toBe(second);
  });

  it('remembers the total that the shopper saw before the one that is asked about', () => {
    const submitted = transition(start, { type: 'submitted', version: 7, total: 4999 }).state;
    expect([start.shownTotal, submitted.shownTotal]).toEqual([null, 4999]);
    const asked = transition(submitted, outcome(agreement(8879))).state;
    const agreed = transition(asked, { type: 'agreed', version: 8, agreement: agreement(8879) }).state;
    expect(agreed.shownTotal).toBe(4999);
    expect(transition(agreed, outcome(agreement(8879))).state.shownTotal).toBe(4999);
    expect(transition(agreed, outcome(agreement(8953))).state.shownTotal).toBe(8879);
  });

  it('keeps the shopper in the form that they went back to, until the next outcome', () => {
    const told = { ...start, notice: 'notCharged' as const };
    const left = transition(told, { type: 'left', paymentId: payment.id }).state;
    expect([left.leftPayment, left.notice]).toEqual([payment.id, null]);
    const submitted = transition(left, { type: 'submitted', version: 7, total: null }).state;
    expect(transition(submitted, refused('INVALID_INPUT')).state.leftPayment).toBe(payment.id);
    expect(transition(submitted, outcome(agreement())).state.leftPayment).toBeNull();
    const lost = transition(submitted, { type: 'lost', at: AT }).state;
    const untouched = viewed({ outcome: agreement() }, AT + 5_000);
    expect(transition(lost, untouched).state).toMatchObject({
      leftPayment: payment.id,
      notice: 'notBegun',
    });
  });

  it('takes the notice of the last submission away with the next', () => {
    const told = { ...start, notice: 'tooMany' as const, retryAfter: 90 };
    const { state } = transition(told, { type: 'submitted', version: 7, total: null });
    expect([state.notice, state.retryAfter]).toEqual([null, null]);
  });

  it('remembers for a lost response what the session was before, and since when it is checked', () => {
    const { state } = transition(inPhase('submitting'), { type: 'lost', at: AT });
    expect(state.phase).toEqual(checking);
    const agreed = transition(inPhase('agreeing'), { type: 'lost', at: AT }).state;
    expect(agreed.phase).toEqual({ ...checking, agreed: payment.id });
  });

  it('a payment that still waits was not agreed to, although its view is newer than the one that was agreed in', () => {
    const lost = transition(inPhase('agreeing'), { type: 'lost', at: AT }).state;
    const waits = { outcome: agreement(), version: open.version + 3 };
    const early = transition(lost, viewed(waits, AT + 1_000)).state;
    expect(early.phase.kind).toBe('checking');
    expect(transition(early, viewed(waits, AT + 5_000)).state).toMatchObject({
      phase: idle,
      notice: 'notCharged',
    });
    const another = { ...agreement(), payment: { ...payment, id: 'another' } };
    const replaced = transition(lost, viewed({ outcome: another, version: open.version + 3 })).state;
    expect([replaced.phase, replaced.notice]).toEqual([idle, null]);
  });

  it('empties the CVC once for one decline, although its view comes again', () => {
    const afterResponse = transition(inPhase('submitting'), outcome(refusedCard)).state;
    const again = viewed({ outcome: refusedCard, version: open.version + 1 });
    expect(transition(afterResponse, again).state.forget.cvc).toBe(1);
    const another = viewed({ outcome: declined('insufficient_funds'), version: open.version + 2 });
    expect(transition(afterResponse, another).state.forget.cvc).toBe(2);
  });

  it('counts the declines of its own submissions, whose response came or was lost', () => {
    const decline = viewed({ outcome: refusedCard, version: open.version + 1 });
    expect(transition(inPhase('submitting'), outcome(refusedCard)).state.declines).toBe(1);
    expect(transition(inPhase('checking'), decline).state.declines).toBe(1);
    expect(transition(inPhase('idle'), decline).state.declines, 'another tab’s').toBe(0);
  });

  it('does not act upon the outcome that the page began with', () => {
    const begun = initialPaymentState({ ...open, outcome: refusedCard });
    expect(transition(begun, viewed({ outcome: refusedCard }))).toEqual({ state: begun, commands: [] });
  });

  it('acts upon a decline that came during a submission when that has ended', () => {
    const view = viewed({ outcome: refusedCard, version: open.version + 1 });
    const during = transition(inPhase('submitting'), view).state;
    const ended = transition(during, refused('CONFLICT')).state;
    expect(transition(ended, view)).toMatchObject({
      state: { forget: { cvc: 1 } },
      commands: ['endAttempt'],
    });
  });

  it('an older outcome of the session does not tell of an attempt whose response was lost', () => {
    const before = {
      ...inPhase('checking'),
      seenOutcome: initialPaymentState({ ...open, outcome: refusedCard }).seenOutcome,
    };
    const same = transition(before, viewed({ outcome: refusedCard }));
    expect(same.state.phase.kind).toBe('checking');
  });
});
