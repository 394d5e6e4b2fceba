import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InflowErrorKind } from './errors.ts';
import { type FailedTry, MAX_TRIES, parseRetryAfter, shouldRetry, tryBudgetMs } from './retry.ts';

const failed: FailedTry = { kind: 'server', attempt: 1, remainingMs: 10_000, jitter: 0.5 };

describe('shouldRetry', () => {
  const passing: InflowErrorKind[] = ['timeout', 'rate_limited', 'server', 'connection'];
  const lasting: InflowErrorKind[] = [
    'validation',
    'authentication',
    'permission',
    'server_to_server_disabled',
    'not_found',
    'conflict',
    'unreadable_answer',
    'unexpected_status',
    'aborted',
  ];
  it.each(passing)('retries after %s', (kind) => {
    expect(shouldRetry({ ...failed, kind })).toEqual({ retry: true, delayMs: 50 });
  });
  it.each(lasting)('does not retry after %s', (kind) => {
    expect(shouldRetry({ ...failed, kind })).toEqual({ retry: false });
  });

  it('retries after a truncated response, and after no other unreadable one', () => {
    const unreadable = { ...failed, kind: 'unreadable_answer' } as const;
    expect(shouldRetry({ ...unreadable, reason: 'truncated' })).toMatchObject({ retry: true });
    for (const reason of ['too_large', 'not_http', 'not_json', 'wrong_shape', 'redirect'] as const) {
      expect(shouldRetry({ ...unreadable, reason })).toEqual({ retry: false });
    }
  });

  it.each(['UND_ERR_CLOSED', 'UND_ERR_DESTROYED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED'])(
    'does not retry after %s, which is permanent',
    (code) => {
      expect(shouldRetry({ ...failed, kind: 'connection', code })).toEqual({ retry: false });
    },
  );

  it('the wait is below a bound that doubles, spread by the jitter', () => {
    expect(shouldRetry({ ...failed, attempt: 2, jitter: 0.99 })).toEqual({ retry: true, delayMs: 198 });
    expect(shouldRetry({ ...failed, attempt: 2, jitter: 0 })).toEqual({ retry: true, delayMs: 0 });
  });

  it('Retry-After is the least wait, and one that does not fit means no retry', () => {
    expect(shouldRetry({ ...failed, retryAfterMs: 3_000 })).toEqual({ retry: true, delayMs: 3_000 });
    expect(shouldRetry({ ...failed, retryAfterMs: 10_000 })).toEqual({ retry: false });
  });

  it('never exceeds the tries or the time, for any failure', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...passing, ...lasting),
        fc.integer({ min: 1, max: 10 }),
        fc.double({ min: -1_000, max: 60_000, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 3_600_000 })),
        (kind, attempt, remainingMs, jitter, retryAfterMs) => {
          const decision = shouldRetry({ kind, attempt, remainingMs, jitter, retryAfterMs });
          if (!decision.retry) return;
          expect(attempt).toBeLessThan(MAX_TRIES);
          expect(decision.delayMs).toBeLessThan(remainingMs);
        },
      ),
    );
  });
});

describe('tryBudgetMs', () => {
  it('leaves half of the time for another try, and none at the last', () => {
    expect([1, 2, 3].map((attempt) => tryBudgetMs(attempt, 20_000))).toEqual([10_000, 10_000, 20_000]);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2025-01-15T10:30:00.000Z');
  it.each([
    [undefined, null],
    ['', null],
    ['soon', null],
    ['0', 0],
    [' 3 ', 3_000],
    ['99999999', 3_600_000],
    ['Wed, 15 Jan 2025 10:30:07 GMT', 7_000],
    ['Wed, 15 Jan 2025 10:29:00 GMT', 0],
  ])('reads %j as %j', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});
