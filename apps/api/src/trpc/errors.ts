import { ERROR_REASONS, type ErrorReason } from '@checkout/schemas/error-code';
import { type FieldErrors, fieldErrorsOf } from '@checkout/schemas/field-problem';
import { TRPCError } from '@trpc/server';
import * as z from 'zod/mini';
import { AppError } from '../app-error.ts';

export const CODE_BY_STATUS = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<(typeof ERROR_REASONS)[ErrorReason]['httpStatus'], TRPCError['code']>;

export function toTrpcError(error: AppError): TRPCError {
  const { httpStatus, advice } = ERROR_REASONS[error.reason];
  return new TRPCError({ code: CODE_BY_STATUS[httpStatus], message: advice, cause: error });
}

/** The header `Retry-After` (RFC 9110, 10.2.3) of a response with these errors: the longest wait of them, in seconds. */
export function retryAfter(errors: readonly { readonly cause?: unknown }[]): Record<string, string> {
  const waits = errors.flatMap(({ cause }) =>
    cause instanceof AppError && cause.retryAfter !== undefined ? [cause.retryAfter] : [],
  );
  return waits.length === 0 ? {} : { 'retry-after': String(Math.max(...waits)) };
}

/** What is to be tried again after a time was refused before anything was done. */
export function isOutcomeKnown(reason: ErrorReason, retryAfter: number | undefined): boolean {
  return ERROR_REASONS[reason].outcomeKnown || retryAfter !== undefined;
}

export type PublicError = { reason: ErrorReason; fieldErrors?: FieldErrors; retryAfter?: number };

/** What a client may see of an error. */
export function publicError(error: TRPCError): PublicError {
  const { cause } = error;
  if (cause instanceof AppError) {
    const { reason, fieldErrors, retryAfter } = cause;
    return {
      reason,
      ...(fieldErrors === undefined ? {} : { fieldErrors }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
  }
  switch (error.code) {
    case 'BAD_REQUEST':
    case 'PARSE_ERROR':
      return {
        reason: 'INVALID_INPUT',
        fieldErrors: cause instanceof z.core.$ZodError ? fieldErrorsOf(cause.issues) : { '': ['invalid'] },
      };
    case 'UNAUTHORIZED':
      return { reason: 'UNAUTHORIZED' };
    case 'NOT_FOUND':
      return { reason: 'NOT_FOUND' };
    case 'METHOD_NOT_SUPPORTED':
      return { reason: 'METHOD_NOT_ALLOWED' };
    case 'PAYLOAD_TOO_LARGE':
      return { reason: 'TOO_LARGE' };
    case 'UNSUPPORTED_MEDIA_TYPE':
      return { reason: 'UNSUPPORTED_MEDIA_TYPE' };
    default:
      return { reason: 'INTERNAL' };
  }
}
