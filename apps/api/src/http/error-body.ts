import { ERROR_REASONS, type ErrorReason } from '@checkout/schemas/error-code';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { CODE_BY_STATUS, isOutcomeKnown } from '../trpc/errors.ts';

/**
 * What fails outside a procedure, in the form in which a procedure's own errors are answered: a tRPC client reads both. `reference`: the
 * request's id, which its line of the log has. `retryAfter` in seconds.
 */
export function errorBody(reason: ErrorReason, reference: string, retryAfter?: number) {
  const { httpStatus, advice } = ERROR_REASONS[reason];
  const code = CODE_BY_STATUS[httpStatus];
  return {
    error: {
      code: TRPC_ERROR_CODES_BY_KEY[code],
      message: advice,
      data: {
        code,
        httpStatus,
        outcomeKnown: isOutcomeKnown(reason, retryAfter),
        reason,
        ...(retryAfter === undefined ? {} : { retryAfter }),
        reference,
      },
    },
  };
}
