import { ERROR_REASONS, isErrorReason } from '@checkout/schemas/error-code';
import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { pollDelay } from './checkout/use-live-session.ts';
import { createQueryClient, mayRetryQuery, queryRetryDelay, unreachableDelay } from './queries.ts';

function refusedWith(reason: string, outcomeKnown: boolean, retryAfter?: number) {
  const httpStatus = isErrorReason(reason) ? ERROR_REASONS[reason].httpStatus : 400;
  return new TRPCClientError('x', {
    result: { error: { code: -32000, message: 'x', data: { httpStatus, reason, outcomeKnown, retryAfter } } },
  });
}

describe('reading again', () => {
  it('retries a query only for what another try can cure, and not for ever', () => {
    expect(mayRetryQuery(0, new TypeError('network'))).toBe(true);
    expect(mayRetryQuery(0, refusedWith('UNAVAILABLE', true))).toBe(true);
    expect(mayRetryQuery(0, refusedWith('NOT_FOUND', true))).toBe(false);
    expect(mayRetryQuery(2, new TypeError('network'))).toBe(false);
  });

  it('waits as long as the server asks when a quote came too soon after others, and then asks again', async () => {
    const soon = refusedWith('SLOW_DOWN', true, 7);
    expect(mayRetryQuery(0, soon)).toBe(true);
    expect(queryRetryDelay(0, soon)).toBe(7_000);
    expect(queryRetryDelay(0, new TypeError('network'))).toBe(400);

    let asked = 0;
    const queryFn = () => {
      asked += 1;
      return asked === 1 ? Promise.reject(refusedWith('SLOW_DOWN', true, 0)) : Promise.resolve('a total');
    };
    expect(
      await createQueryClient().fetchQuery({ queryKey: ['checkout.quote'], queryFn, retry: mayRetryQuery }),
    ).toBe('a total');
  });

  it('slows down and ends', () => {
    expect(pollDelay(0, { follow: 'watch', connected: false })).toBe(1_500);
    expect(pollDelay(0, { follow: 'watch', connected: true })).toBe(20_000);
    expect(pollDelay(60_000, { follow: 'poll', connected: true })).toBe(5_000);
    // A receipt: the subscription tells of every change, if one ever comes.
    expect(pollDelay(0, { follow: 'listen', connected: true })).toBe(false);
    expect(pollDelay(0, { follow: 'listen', connected: false })).toBe(30_000);
    expect(pollDelay(60 * 60_000, { follow: 'poll', connected: false })).toBe(false);
    expect(unreachableDelay(1)).toBe(2_000);
    expect(unreachableDelay(40)).toBe(false);
  });
});
