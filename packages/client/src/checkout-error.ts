import type { ErrorReason } from '@checkout/schemas/error-code';
import type { FieldErrors } from '@checkout/schemas/field-problem';

export type { ErrorReason, FieldErrors };

/**
 * Why a call has failed: the checkout's own reasons, which may become more, `NO_RESPONSE` (none came, or none that is the checkout's) and
 * `ABORTED` (by the call's own signal).
 */
export type CheckoutErrorReason = ErrorReason | 'NO_RESPONSE' | 'ABORTED' | (string & {});

export interface CheckoutErrorFacts {
  readonly reason: CheckoutErrorReason;
  readonly outcomeKnown: boolean;
  readonly fieldErrors: FieldErrors;
  readonly httpStatus: number | null;
  readonly retryAfter: number | null;
  readonly reference: string | null;
}

/** A call that has failed. `message` says what to do about it. */
export class CheckoutError extends Error {
  override readonly name = 'CheckoutError';
  readonly reason: CheckoutErrorReason;
  /** False: it may have had its effect. Repeat it with the same key, or read the payment; never start another payment. */
  readonly outcomeKnown: boolean;
  /** For invalid input: what is wrong, by the path of the field, for example `{ "products.0.price": ["required"] }`. Otherwise empty. */
  readonly fieldErrors: FieldErrors;
  /** Null where no response came. */
  readonly httpStatus: number | null;
  /** In seconds, where the checkout says when to try again. */
  readonly retryAfter: number | null;
  /** Names the request in the checkout's log. */
  readonly reference: string | null;

  constructor(message: string, facts: CheckoutErrorFacts, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.reason = facts.reason;
    this.outcomeKnown = facts.outcomeKnown;
    this.fieldErrors = facts.fieldErrors;
    this.httpStatus = facts.httpStatus;
    this.retryAfter = facts.retryAfter;
    this.reference = facts.reference;
  }
}
