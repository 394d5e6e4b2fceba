import type { ConsoleReason } from '@checkout/schemas/console-error';
import type { FieldErrors } from '@checkout/schemas/field-problem';
import { TRPCClientError } from '@trpc/client';
import type { Messages } from './messages/messages.ts';

/**
 * `lost`: no response of ours came back (network, timeout, a gateway's error page, a reason this page is too old to know).
 * What the call did is then not known.
 */
export type ClientError =
  | { readonly kind: 'lost' }
  | {
      readonly kind: 'refused';
      readonly reason: ConsoleReason;
      readonly outcomeKnown: boolean;
      readonly fieldErrors: FieldErrors;
    };

type ErrorData = { reason?: unknown; outcomeKnown?: unknown; fieldErrors?: FieldErrors };

/** Reads what a procedure call threw. Never throws, never keeps a text from the wire. */
export function readClientError(error: unknown): ClientError {
  const data: ErrorData | undefined = error instanceof TRPCClientError ? error.data : undefined;
  if (!isKnownReason(data?.reason)) return { kind: 'lost' };
  return {
    kind: 'refused',
    reason: data.reason,
    outcomeKnown: data.outcomeKnown === true,
    fieldErrors: data.fieldErrors ?? {},
  };
}

export function isSignedOut(error: unknown): boolean {
  const read = readClientError(error);
  return read.kind === 'refused' && read.reason === 'NOT_SIGNED_IN';
}

type ErrorSentence = keyof Messages['error'];

/** Every reason that this page knows. Not the table of the schemas, whose advice is for developers and long. */
const SENTENCES: Readonly<Record<ConsoleReason, ErrorSentence>> = {
  INVALID_INPUT: 'invalid',
  REJECTED_BY_PROVIDER: 'invalid',
  TOO_LARGE: 'invalid',
  NOT_SIGNED_IN: 'signedOut',
  NOT_ALLOWED: 'notAllowed',
  SAME_PERSON: 'samePerson',
  ALREADY_DECIDED: 'decided',
  CANNOT_BE_ADOPTED: 'cannotAdopt',
  CONFLICT: 'conflict',
  PAYMENT_NOT_REFUNDABLE: 'notRefundable',
  ALREADY_REFUNDED: 'alreadyRefunded',
  NOT_FOUND: 'notFound',
  PROVIDER_UNAVAILABLE: 'provider',
  PROVIDER_ACCESS: 'provider',
  SERVER_TO_SERVER_NOT_ENABLED: 'provider',
  MARKETPLACE_ACCOUNT: 'provider',
  SLOW_DOWN: 'slowDown',
  TOO_MANY_ATTEMPTS: 'slowDown',
  ATTEMPT_IN_PROGRESS: 'inProgress',
  SESSION_COMPLETE: 'over',
  SESSION_EXPIRED: 'over',
  SESSION_REVERSED: 'over',
  OUTCOME_UNKNOWN: 'unknown',
  UNAVAILABLE: 'unknown',
  INTERNAL: 'unknown',
  FOREIGN_ORIGIN: 'refused',
  UNAUTHORIZED: 'refused',
  MISSING_SCOPE: 'refused',
  METHOD_NOT_ALLOWED: 'refused',
  UNSUPPORTED_MEDIA_TYPE: 'refused',
  CARD_IN_BATCH: 'refused',
  NOT_IN_BATCH: 'refused',
  CARD_IN_ADDRESS: 'refused',
  CHALLENGE_REQUIRED: 'refused',
  SESSION_NOT_PAID: 'refused',
  SAVED_CARD_NOT_ALLOWED: 'refused',
  SAVED_CARD_UNAVAILABLE: 'refused',
  PAYMENT_NOT_CONFIRMABLE: 'refused',
  PAYMENT_NOT_UPDATABLE: 'refused',
  NOT_CHARGED: 'refused',
};

function isKnownReason(reason: unknown): reason is ConsoleReason {
  return typeof reason === 'string' && Object.hasOwn(SENTENCES, reason);
}

/** What to say of an action that failed: also that its outcome is not known, where it is not. */
export function errorSentence(error: ClientError): ErrorSentence {
  if (error.kind === 'lost') return 'lost';
  if (!error.outcomeKnown) return 'unknown';
  return SENTENCES[error.reason];
}
