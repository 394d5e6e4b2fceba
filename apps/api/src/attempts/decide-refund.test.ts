import { describe, expect, test } from 'vitest';
import { paymentLike } from '../../test/support/attempts.ts';
import { decideRefund, mayBeRequested, type RefundFacts, stateAfterCall } from './decide-refund.ts';

const CALL = 1_000;
const CERTAIN = 20_000;
/** Longer than a claim and each pause, and not yet certain. */
const LATER = CERTAIN - 1;

const facts = (changes: Partial<RefundFacts> = {}): RefundFacts => ({
  state: 'unknown',
  tries: 1,
  stepAgeMs: LATER,
  isForeign: false,
  callDeadlineMs: CALL,
  certaintyMs: CERTAIN,
  ...changes,
});
const decided = (status: string, changes: Partial<RefundFacts> = {}) => {
  const decision = decideRefund(facts(changes), paymentLike({ status }));
  return decision.kind === 'move' ? decision.to : decision.kind;
};

const REFUNDABLE = ['CHECKOUT_SUCCESS', 'PAYMENT_RECEIVED', 'PAYMENT_SUCCESS'];
const OVER = ['PAYMENT_FAILED', 'CHECKOUT_CANCELED', 'CANCELED', 'EXPIRED', 'PARTIAL_REFUNDED'];

describe('decideRefund', () => {
  test.each([
    ['REFUND_PENDING', 'pending'],
    ['FULLY_REFUNDED', 'refunded'],
    ...OVER.map((status) => [status, 'failed']),
  ])('a lost refund of a payment in %s is %s', (status, to) => {
    for (const state of ['requested', 'unknown'] as const) expect(decided(status, { state })).toBe(to);
  });

  test.each([...REFUNDABLE, ...OVER, 'REFUND_PENDING', 'REFUND_FAILED', 'FULLY_REFUNDED'])(
    'a refund that is being sent is left to its sender (%s)',
    (status) => {
      expect(decided(status, { state: 'requested', stepAgeMs: 2 * CALL - 1 })).toBe('stay');
    },
  );

  test.each(REFUNDABLE)(
    'a lost refund of a payment in %s is sent again after pauses that double',
    (status) => {
      const pauses = [1, 2, 3, 4].map((tries) => {
        const ages = [1, 2, 4, 8, 16].map((calls) => calls * CALL);
        return ages.find((stepAgeMs) => decided(status, { tries, stepAgeMs }) === 'send');
      });
      expect(pauses).toEqual([1 * CALL, 2 * CALL, 4 * CALL, 8 * CALL]);
      expect(decided(status, { tries: 1, stepAgeMs: CALL - 1 })).toBe('stay');
      expect(decided(status, { tries: 0, stepAgeMs: CALL })).toBe('send');
      expect(decided(status, { state: 'requested', tries: 1, stepAgeMs: 2 * CALL })).toBe('send');
    },
  );

  test.each([
    ['was sent five times', { tries: 5 }],
    ['is of another installation', { isForeign: true }],
  ])('a lost refund that %s is only read, and has failed once that is certain', (_name, changes) => {
    expect(decided('PAYMENT_SUCCESS', changes)).toBe('stay');
    expect(decided('PAYMENT_SUCCESS', { ...changes, stepAgeMs: CERTAIN })).toBe('failed');
  });

  test('REFUND_FAILED ends a pending refund; of a lost one only once none can arrive any more', () => {
    expect(decided('REFUND_FAILED', { state: 'pending', stepAgeMs: 0 })).toBe('failed');
    for (const state of ['requested', 'unknown'] as const) {
      expect(decided('REFUND_FAILED', { state })).toBe('stay');
      expect(decided('REFUND_FAILED', { state, stepAgeMs: CERTAIN })).toBe('failed');
    }
  });

  test('a pending refund of a payment that can be refunded again has failed once that is certain', () => {
    expect(decided('PAYMENT_SUCCESS', { state: 'pending' })).toBe('stay');
    expect(decided('PAYMENT_SUCCESS', { state: 'pending', stepAgeMs: CERTAIN })).toBe('failed');
  });

  test('an undocumented status decides nothing, however old the refund', () => {
    for (const state of ['requested', 'unknown', 'pending'] as const)
      expect(decided('SOMETHING_NEW', { state, stepAgeMs: 1_000 * CERTAIN })).toBe('stay');
  });

  test('a refund that was made stays made', () => {
    for (const status of [...REFUNDABLE, ...OVER, 'REFUND_PENDING', 'REFUND_FAILED', 'FULLY_REFUNDED'])
      expect(decided(status, { state: 'refunded', stepAgeMs: CERTAIN })).toBe('stay');
  });

  test('a failed refund is never sent by itself; that it was made after all is believed', () => {
    for (const status of [...REFUNDABLE, ...OVER, 'REFUND_FAILED'])
      expect(decided(status, { state: 'failed', stepAgeMs: CERTAIN })).toBe('stay');
    expect(decided('REFUND_PENDING', { state: 'failed' })).toBe('pending');
    expect(decided('FULLY_REFUNDED', { state: 'failed' })).toBe('refunded');
  });
});

describe('stateAfterCall', () => {
  test.each([
    ['accepted', 'REFUND_PENDING', 'pending'],
    ['accepted', 'FULLY_REFUNDED', 'refunded'],
    ['accepted', 'REFUND_FAILED', 'failed'],
    ['accepted', 'PAYMENT_SUCCESS', 'unknown'],
    ['accepted', null, 'unknown'],
    ['lost', 'REFUND_PENDING', 'pending'],
    ['lost', 'REFUND_FAILED', 'unknown'],
    ['lost', 'PAYMENT_SUCCESS', 'unknown'],
    ['lost', null, 'unknown'],
    ['refused', 'REFUND_PENDING', 'pending'],
    ['refused', 'REFUND_FAILED', 'failed'],
    ['refused', 'PAYMENT_SUCCESS', 'failed'],
    ['refused', null, 'failed'],
  ] as const)('a first call that was %s, payment then in %s: %s', (result, status, to) => {
    const payment = status === null ? null : paymentLike({ status });
    expect(stateAfterCall({ tries: 1 }, { result, payment })).toBe(to);
  });

  test('a refusal of a later call does not say what became of an earlier one', () => {
    const payment = paymentLike({ status: 'PAYMENT_SUCCESS' });
    expect(stateAfterCall({ tries: 2 }, { result: 'refused', payment })).toBe('unknown');
  });
});

test.each([...REFUNDABLE, 'REFUND_FAILED'])('a refund may be requested in %s', (status) => {
  expect(mayBeRequested({ status })).toBe(true);
});

test.each([...OVER, 'REFUND_PENDING', 'FULLY_REFUNDED', 'INITIATION', 'SOMETHING_NEW'])(
  'a refund may not be requested in %s',
  (status) => {
    expect(mayBeRequested({ status })).toBe(false);
  },
);
