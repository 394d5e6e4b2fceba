import { CONSOLE_ERROR_REASONS, type ConsoleReason } from '@checkout/schemas/console-error';
import { ERROR_REASONS } from '@checkout/schemas/error-code';
import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { errorSentence, isSignedOut, readClientError } from './client-error.ts';

const reasons = { ...ERROR_REASONS, ...CONSOLE_ERROR_REASONS };

function thrown(data: object) {
  return new TRPCClientError('text of the server', {
    result: { error: { code: -32_603, message: '', data } },
  } as never);
}

describe('an action that failed', () => {
  it('has an outcome that is not known where no answer of ours came', () => {
    for (const error of [new Error('network'), thrown({ reason: 'NEW_REASON', outcomeKnown: true }), null])
      expect(errorSentence(readClientError(error))).toBe('lost');
  });

  it('is said to have done nothing only where the server knows it', () => {
    for (const [reason, { outcomeKnown }] of Object.entries(reasons)) {
      const said = errorSentence(readClientError(thrown({ reason, outcomeKnown })));
      expect([reason, said === 'unknown'], reason).toEqual([reason, !outcomeKnown]);
    }
  });

  it('keeps the fields that the server names', () => {
    const read = readClientError(
      thrown({
        reason: 'INVALID_INPUT' satisfies ConsoleReason,
        outcomeKnown: true,
        fieldErrors: { reason: ['required'] },
      }),
    );
    expect(read).toMatchObject({ kind: 'refused', fieldErrors: { reason: ['required'] } });
  });
});

it('an ended session is recognised', () => {
  expect(isSignedOut(thrown({ reason: 'NOT_SIGNED_IN', outcomeKnown: true }))).toBe(true);
  expect(isSignedOut(thrown({ reason: 'NOT_ALLOWED', outcomeKnown: true }))).toBe(false);
});
