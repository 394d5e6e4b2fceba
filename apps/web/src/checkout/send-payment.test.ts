import { ERROR_REASONS, isErrorReason } from '@checkout/schemas/error-code';
import type { Outcome } from '@checkout/schemas/outcome';
import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { sendAgreement, sendPayment } from './send-payment.ts';

const processing: Outcome = { status: 'processing', payment: null };

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

describe('a lost response', () => {
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

  it('of an agreement is unknown, not failed, as well', async () => {
    const agreed = { sessionId: 'cs_1', paymentId: 'pay_1', total: 5999 };
    const lost = new TRPCClientError('fetch failed');
    expect(await sendAgreement(() => Promise.reject(lost), agreed)).toEqual({ kind: 'unknown' });
    const sent: unknown[] = [];
    const answer = await sendAgreement(async (body) => {
      sent.push(body);
      return processing;
    }, agreed);
    expect([answer, sent]).toEqual([{ kind: 'outcome', outcome: processing }, [agreed]]);
  });

  it('is no lost response when the server says that nothing was charged', async () => {
    const answer = await sendPayment(() => Promise.reject(refusedWith('NOT_CHARGED', true)), {
      request: input,
      answerChallenge: null,
    });
    expect(answer).toMatchObject({ kind: 'refused', reason: 'NOT_CHARGED' });
  });
});

describe('a bot challenge', () => {
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
    [
      'it breaks before it begins',
      () => {
        throw new Error('no camera');
      },
    ],
  ])('that cannot be answered is a refusal: %s', async (_, answerChallenge) => {
    const answer = await sendPayment(() => Promise.reject(asked), { request: input, answerChallenge });
    expect(answer).toMatchObject({ kind: 'refused', reason: 'CHALLENGE_REQUIRED' });
  });
});
