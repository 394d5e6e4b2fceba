import type { AppRouter } from '@checkout/api/router';
import { type ErrorReason, isErrorReason } from '@checkout/schemas/error-code';
import type { FieldErrors } from '@checkout/schemas/field-problem';
import { TRPCClientError } from '@trpc/client';

/** Our server's own word about what went wrong. */
export type ServerRefusal = {
  readonly kind: 'refused';
  readonly reason: ErrorReason;
  readonly outcomeKnown: boolean;
  readonly fieldErrors: FieldErrors;
  /** Seconds until another try can be let in, when the server says so. */
  readonly retryAfter: number | null;
};

/**
 * `lost`: no answer of ours came back (network, timeout, a gateway's error page, a reason this page is too old
 * to know). What the request did is then not known.
 */
export type ClientError = ServerRefusal | { readonly kind: 'lost' };

/** Reads whatever a procedure call threw. Never throws, never keeps a text from the wire. */
export function readClientError(error: unknown): ClientError {
  if (!isOurs(error) || !isErrorReason(error.data?.reason)) return { kind: 'lost' };
  const { reason, outcomeKnown, fieldErrors = {}, retryAfter = null } = error.data;
  return { kind: 'refused', reason, outcomeKnown, fieldErrors, retryAfter };
}

function isOurs(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
