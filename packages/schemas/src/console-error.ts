import { ERROR_REASONS, type ErrorReason } from './error-code.ts';

/** Errors that only the console has, beside those of `ERROR_REASONS`. */
export const CONSOLE_ERROR_REASONS = {
  NOT_SIGNED_IN: { httpStatus: 401, outcomeKnown: true, advice: 'Sign in.' },
  NOT_ALLOWED: {
    httpStatus: 403,
    outcomeKnown: true,
    advice: 'Your role does not permit this: ask a colleague whose role does.',
  },
  FOREIGN_ORIGIN: {
    httpStatus: 403,
    outcomeKnown: true,
    advice: "The call did not come from the console's own page: reload it.",
  },
  SAME_PERSON: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'A refund is approved by another person than the one who asked for it.',
  },
  ALREADY_DECIDED: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'This was decided meanwhile: reload to see how.',
  },
  CANNOT_BE_ADOPTED: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'This charge does not fit a session that is known here: refund or dismiss it.',
  },
} as const satisfies Record<string, (typeof ERROR_REASONS)[ErrorReason] | object>;

export type ConsoleErrorReason = keyof typeof CONSOLE_ERROR_REASONS;
/** `error.data.reason` of the console's procedures. */
export type ConsoleReason = ErrorReason | ConsoleErrorReason;

export function isConsoleReason(value: unknown): value is ConsoleReason {
  return (
    typeof value === 'string' &&
    (Object.hasOwn(CONSOLE_ERROR_REASONS, value) || Object.hasOwn(ERROR_REASONS, value))
  );
}
