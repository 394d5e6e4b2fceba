import { InflowError, InflowValidationError } from '@checkout/inflow/errors';
import type { ErrorReason } from '@checkout/schemas/error-code';
import type { FieldErrors } from '@checkout/schemas/field-problem';
import { AppError } from '../app-error.ts';

/** The error for the caller when a call to Inflow certainly had no effect; null when it may have had one. */
export function refusalOf(error: unknown): { reason: ErrorReason; fieldErrors?: FieldErrors } | null {
  if (!(error instanceof InflowError) || !error.outcomeKnown) return null;
  switch (error.kind) {
    case 'validation':
      return {
        reason: 'REJECTED_BY_PROVIDER',
        fieldErrors: error instanceof InflowValidationError ? fieldErrorsOf(error) : {},
      };
    case 'authentication':
    case 'permission':
      return { reason: 'PROVIDER_ACCESS' };
    case 'server_to_server_disabled':
      return { reason: 'SERVER_TO_SERVER_NOT_ENABLED' };
    case 'marketplace':
      return { reason: 'MARKETPLACE_ACCOUNT' };
    case 'not_found':
    case 'conflict':
    case 'rate_limited':
    case 'server':
    case 'timeout':
    case 'connection':
    case 'unreadable_answer':
    case 'unexpected_status':
    case 'aborted':
      return { reason: 'PROVIDER_UNAVAILABLE' };
    default:
      return error.kind satisfies never;
  }
}

/** For reads, which change nothing: any failed read may be tried again later. */
export function readFailure(error: unknown): AppError | null {
  if (!(error instanceof InflowError)) return null;
  if (error.kind === 'not_found') return new AppError('NOT_FOUND');
  const refusal = refusalOf(error) ?? { reason: 'PROVIDER_UNAVAILABLE' as const };
  return new AppError(refusal.reason, refusal.fieldErrors);
}

function fieldErrorsOf(error: InflowValidationError): FieldErrors {
  return Object.fromEntries(error.problems.map((problem) => [problem.field ?? '', ['invalid' as const]]));
}
