import { ERROR_REASONS, type ErrorReason } from '@checkout/schemas/error-code';
import type { FieldErrors } from '@checkout/schemas/field-problem';

/** The only error whose reason reaches a client. Every other is masked as `INTERNAL`. */
export class AppError extends Error {
  readonly reason: ErrorReason;
  readonly fieldErrors: FieldErrors | undefined;
  /** In seconds. */
  readonly retryAfter: number | undefined;

  constructor(reason: ErrorReason, fieldErrors?: FieldErrors, retryAfter?: number) {
    super(ERROR_REASONS[reason].advice);
    this.name = 'AppError';
    this.reason = reason;
    this.fieldErrors = fieldErrors;
    this.retryAfter = retryAfter;
  }
}

/** @throws AppError `NOT_FOUND` for null. */
export function found<Row>(row: Row | null): Row {
  if (row === null) throw new AppError('NOT_FOUND');
  return row;
}
