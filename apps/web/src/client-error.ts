import type { AppRouter } from '@checkout/api/router';
import type { ErrorReason } from '@checkout/schemas/error-code';
import type { FieldErrors } from '@checkout/schemas/field-problem';
import { TRPCClientError } from '@trpc/client';
import { isKnownReason } from './refusal-actions.ts';

/** Our server says what went wrong. */
export type ServerRefusal = {
  readonly kind: 'refused';
  readonly reason: ErrorReason;
  readonly outcomeKnown: boolean;
  readonly fieldErrors: FieldErrors;
  /** Seconds until another try can be let in, when the server says so. */
  readonly retryAfter: number | null;
  /** A part of the server is down (HTTP 503): a later try may succeed. */
  readonly isDown: boolean;
};

/**
 * `lost`: no response of ours came back (network, timeout, a gateway's error page, a reason this page is too old
 * to know). What the request did is then not known.
 */
export type ClientError = ServerRefusal | { readonly kind: 'lost' };

/** Reads what a procedure call threw. Never throws, never keeps a text from the wire. */
export function readClientError(error: unknown): ClientError {
  if (!isOurs(error) || !isKnownReason(error.data?.reason)) return { kind: 'lost' };
  const { reason, outcomeKnown, fieldErrors = {}, retryAfter = null, httpStatus } = error.data;
  return { kind: 'refused', reason, outcomeKnown, fieldErrors, retryAfter, isDown: httpStatus === 503 };
}

function isOurs(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
