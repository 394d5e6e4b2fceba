import { ERROR_REASONS, isErrorReason } from '@checkout/schemas/error-code';
import type { Outcome } from '@checkout/schemas/outcome';
import type { SessionView } from '@checkout/schemas/session';
import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { mayRetryQuery, unreachableDelay } from '../queries.ts';
import { refusalAction } from '../refusal-actions.ts';
import { newerView, withOutcome } from './newer-view.ts';
import { pollDelay } from './poll-delay.ts';
import { sendPayment } from './send-payment.ts';
import { settleUnknown } from './settle-unknown.ts';
import { stageOf } from './stage.ts';

const payment: Extract<Outcome, { status: 'succeeded' }>['payment'] = {
  id: 'pay_1',
  status: 'CHECKOUT_SUCCESS',
  currency: 'EUR',
  amountInCents: 4999,
  amountTaxesIncluded: 5999,
  taxRateInPercentage: 20,
  taxCountry: 'FR',
  customerEmail: null,
  products: [],
  createdAt: null,
  updatedAt: null,
};
const succeeded: Outcome = { status: 'succeeded', payment };
const challenged: Outcome = { status: 'requires_action', payment, redirectUrl: 'https://bank.example' };
const processing: Outcome = { status: 'processing', payment: null };
const declined: Outcome = {
  status: 'declined',
  payment,
  decline: { code: 'card_declined', retryable: true },
};

const open: SessionView = {
  sessionId: 'cs_1',
  status: 'open',
  currency: 'EUR',
  items: [],
  subtotal: 4999,
  customerEmail: null,
  savedCard: null,
  successUrl: null,
  cancelUrl: null,
  expiresAt: '2030-01-01T00:00:00Z',
  outcome: null,
  version: 3,
};

function refusedWith(reason: string, outcomeKnown: boolean) {
  const httpStatus = isErrorReason(reason) ? ERROR_REASONS[reason].httpStatus : 400;
  return new TRPCClientError('x', {
    result: { error: { code: -32000, message: 'x', data: { httpStatus, reason, outcomeKnown } } },
  });
}

const input = {
  sessionId: 'cs_1',
  attemptKey: 'key',
  customer: { email: 'ada@example.com', billingCountry: 'FR', purchasingAsBusiness: false },
  paymentMethod: { type: 'saved' as const },
};

describe('the stage of the page', () => {
  it.each([
    [open, 'idle', 'form'],
    [open, 'paying', 'form'],
    [open, 'checking', 'processing'],
    [{ ...open, outcome: declined }, 'idle', 'form'],
    [{ ...open, outcome: challenged }, 'idle', 'form'],
    [{ ...open, outcome: processing }, 'idle', 'processing'],
    [{ ...open, status: 'processing' }, 'idle', 'processing'],
    [{ ...open, status: 'processing' }, 'paying', 'form'],
    [{ ...open, status: 'processing', outcome: challenged }, 'idle', 'form'],
    [{ ...open, status: 'processing', outcome: challenged }, 'checking', 'processing'],
    [{ ...open, status: 'complete', outcome: succeeded }, 'paying', 'receipt'],
    [{ ...open, status: 'expired' }, 'idle', 'expired'],
    // An outcome alone makes no receipt: the session has to say so.
    [{ ...open, outcome: succeeded }, 'idle', 'form'],
  ] as const)('%# %j while %s: %s', (view, phase, stage) => expect(stageOf(view, phase)).toBe(stage));
});

describe('views that overtake each other', () => {
  it('lets the newer one stay', () => {
    const newer = { ...open, version: 4 };
    expect(newerView(newer, open)).toBe(newer);
    expect(newerView(open, newer)).toBe(newer);
    expect(newerView(undefined, open)).toBe(open);
  });

  it('never takes "paid" back', () => {
    const paid = withOutcome(open, succeeded);
    expect(newerView(paid, { ...open, status: 'processing', version: 9 })).toBe(paid);
  });

  it('opens the session again after a decline', () => {
    expect(withOutcome({ ...open, status: 'processing' }, declined).status).toBe('open');
  });
});

describe('a lost answer', () => {
  it.each([
    ['the network broke', new TRPCClientError('fetch failed')],
    ['the outcome is unknown to the server too', refusedWith('OUTCOME_UNKNOWN', false)],
    ['something broke there', refusedWith('INTERNAL', false)],
    ['the reason is newer than this page', refusedWith('A_REASON_OF_TOMORROW', true)],
    ['a gateway answered', new TypeError('not JSON')],
  ])('is unknown, not failed: %s', async (_, error) => {
    expect(await sendPayment(() => Promise.reject(error), { request: input, answerChallenge: null })).toEqual(
      { kind: 'unknown' },
    );
  });

  it('is no lost answer when the server says that nothing was charged', async () => {
    const answer = await sendPayment(() => Promise.reject(refusedWith('NOT_CHARGED', true)), {
      request: input,
      answerChallenge: null,
    });
    expect(answer).toMatchObject({ kind: 'refused', reason: 'NOT_CHARGED' });
  });

  it.each([
    [open, 0, 'wait'],
    [open, 5_000, 'not_begun'],
    [{ ...open, version: 5, outcome: declined }, 0, 'known'],
    [{ ...open, status: 'processing' }, 0, 'known'],
    [{ ...open, status: 'complete', outcome: succeeded }, 0, 'known'],
  ] as const)('%# settles by reading the session', (view, elapsedMs, settled) => {
    expect(settleUnknown(view, { versionBefore: 3, elapsedMs })).toBe(settled);
  });
});

describe('a challenge', () => {
  const asked = refusedWith('CHALLENGE_REQUIRED', true);

  it('is answered once, under the same key, and the payment goes on', async () => {
    const sent: unknown[] = [];
    const answer = await sendPayment(
      async (body) => {
        sent.push(body);
        if (body.challengeAnswer === undefined) throw asked;
        return processing;
      },
      { request: input, answerChallenge: async (sessionId) => `proof for ${sessionId}` },
    );
    expect(answer).toEqual({ kind: 'outcome', outcome: processing });
    expect(sent).toEqual([input, { ...input, challengeAnswer: `proof for ${input.sessionId}` }]);
  });

  it.each([
    ['the merchant has none', null],
    ['the shopper gives up', async () => null],
    ['it breaks', () => Promise.reject(new Error('no camera'))],
  ])('that cannot be answered is a refusal: %s', async (_, answerChallenge) => {
    const answer = await sendPayment(() => Promise.reject(asked), { request: input, answerChallenge });
    expect(answer).toMatchObject({ kind: 'refused', reason: 'CHALLENGE_REQUIRED' });
  });
});

describe('a refusal', () => {
  it('is checked on the server whenever money may have moved', () => {
    for (const reason of Object.keys(ERROR_REASONS)) {
      if (!isErrorReason(reason) || ERROR_REASONS[reason].outcomeKnown) continue;
      expect(refusalAction(reason).kind).toBe('check');
    }
  });
});

describe('asking again', () => {
  it('retries a query only for what another try can cure, and not for ever', () => {
    expect(mayRetryQuery(0, new TypeError('network'))).toBe(true);
    expect(mayRetryQuery(0, refusedWith('UNAVAILABLE', true))).toBe(true);
    expect(mayRetryQuery(0, refusedWith('NOT_FOUND', true))).toBe(false);
    expect(mayRetryQuery(2, new TypeError('network'))).toBe(false);
  });

  it('slows down and ends', () => {
    expect(pollDelay(0, false)).toBe(1_500);
    expect(pollDelay(0, true)).toBe(20_000);
    expect(pollDelay(60_000, false)).toBe(5_000);
    expect(pollDelay(60 * 60_000, false)).toBe(false);
    expect(unreachableDelay(1)).toBe(2_000);
    expect(unreachableDelay(40)).toBe(false);
  });
});
