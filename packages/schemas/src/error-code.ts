/**
 * The closed table of the errors that a caller can get. `reason` on the wire is a key of it. `outcomeKnown: false` means
 * that money may have moved: repeat the call with the same key, or read the payment, and never start a new one.
 */
export const ERROR_REASONS = {
  INVALID_INPUT: { httpStatus: 400, outcomeKnown: true, advice: 'Correct the fields named in fieldErrors.' },
  REJECTED_BY_PROVIDER: {
    httpStatus: 400,
    outcomeKnown: true,
    advice: 'Inflow refused these values: correct the fields named in fieldErrors.',
  },
  CARD_IN_BATCH: {
    httpStatus: 400,
    outcomeKnown: true,
    advice:
      'A call that carries a card must not be batched: send it in a request of its own. Nothing was executed.',
  },
  NOT_IN_BATCH: {
    httpStatus: 400,
    outcomeKnown: true,
    advice:
      'A call that creates or changes something must not be batched: send it in a request of its own. Nothing was executed.',
  },
  CARD_IN_ADDRESS: {
    httpStatus: 400,
    outcomeKnown: true,
    advice:
      'URLs end up in logs and browser histories: send the card in the body of a POST. Nothing was executed.',
  },
  UNAUTHORIZED: {
    httpStatus: 401,
    outcomeKnown: true,
    advice: 'Send a valid service token as "Authorization: Bearer …".',
  },
  MISSING_SCOPE: {
    httpStatus: 403,
    outcomeKnown: true,
    advice: 'The service token lacks the scope of this procedure: add it in SERVICE_TOKENS.',
  },
  CHALLENGE_REQUIRED: {
    httpStatus: 403,
    outcomeKnown: true,
    advice: 'Card testing is suspected: send a fresh challengeAnswer with the same key.',
  },
  NOT_FOUND: { httpStatus: 404, outcomeKnown: true, advice: 'Check the id.' },
  METHOD_NOT_ALLOWED: {
    httpStatus: 405,
    outcomeKnown: true,
    advice:
      'Send mutations as POST, and so a query whose input has personal data; other queries as GET or POST.',
  },
  CONFLICT: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'This key was used with another input: use a new key for a new attempt.',
  },
  ATTEMPT_IN_PROGRESS: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'Wait for the outcome of the open attempt.',
  },
  SESSION_NOT_PAID: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'Only a session that was paid can be acknowledged.',
  },
  SESSION_COMPLETE: { httpStatus: 409, outcomeKnown: true, advice: 'This session is already paid.' },
  SESSION_REVERSED: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'This session was paid, and the payment was reversed: create a new session.',
  },
  SESSION_EXPIRED: { httpStatus: 409, outcomeKnown: true, advice: 'Create a new session.' },
  SAVED_CARD_NOT_ALLOWED: {
    httpStatus: 409,
    outcomeKnown: true,
    advice:
      'A card is saved, and a saved one charged, only in a session that a service made for that e-mail address.',
  },
  SAVED_CARD_UNAVAILABLE: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'There is no saved card: pay with a card.',
  },
  PAYMENT_NOT_CONFIRMABLE: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'Read the payment: it is not waiting for confirmation.',
  },
  PAYMENT_NOT_UPDATABLE: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'Only an unconfirmed payment outside a checkout session can be updated.',
  },
  PAYMENT_NOT_REFUNDABLE: {
    httpStatus: 409,
    outcomeKnown: true,
    advice:
      'Read the payment: only a paid one can be refunded, and not after a partial refund. If its refund has failed, it can be requested again; Inflow may refuse that.',
  },
  ALREADY_REFUNDED: {
    httpStatus: 409,
    outcomeKnown: true,
    advice: 'A refund of this payment was already requested: read the payment to see how it stands.',
  },
  TOO_LARGE: { httpStatus: 413, outcomeKnown: true, advice: 'Send a smaller request.' },
  UNSUPPORTED_MEDIA_TYPE: { httpStatus: 415, outcomeKnown: true, advice: 'Send JSON.' },
  SLOW_DOWN: {
    httpStatus: 429,
    outcomeKnown: true,
    advice: 'Nothing was sent. Wait for retryAfter seconds, then try again.',
  },
  TOO_MANY_ATTEMPTS: {
    httpStatus: 429,
    outcomeKnown: true,
    advice: 'Too many attempts have failed, and nothing was sent. Try again after retryAfter seconds.',
  },
  NOT_CHARGED: {
    httpStatus: 503,
    outcomeKnown: true,
    advice: 'The payment was not made and nothing was charged: start a new attempt with a new key.',
  },
  OUTCOME_UNKNOWN: {
    httpStatus: 503,
    outcomeKnown: false,
    advice: 'Repeat the call with the same key, or read the payment. Do not start a new one.',
  },
  PROVIDER_UNAVAILABLE: {
    httpStatus: 503,
    outcomeKnown: true,
    advice: 'Inflow cannot be reached: try again later.',
  },
  PROVIDER_ACCESS: {
    httpStatus: 503,
    outcomeKnown: true,
    advice: 'Inflow refused the key: check INFLOW_API_KEY and its permissions.',
  },
  SERVER_TO_SERVER_NOT_ENABLED: {
    httpStatus: 503,
    outcomeKnown: true,
    advice: 'Ask Inflow support to enable server-to-server payments for this account.',
  },
  MARKETPLACE_ACCOUNT: {
    httpStatus: 503,
    outcomeKnown: true,
    advice:
      "INFLOW_API_KEY is a marketplace's, whose calls have to name a seller: use the key of the seller that sells here.",
  },
  UNAVAILABLE: {
    httpStatus: 503,
    outcomeKnown: false,
    advice: 'A part of this service is down. Repeat the call with the same key, or read the payment.',
  },
  INTERNAL: {
    httpStatus: 500,
    outcomeKnown: false,
    advice: 'Unexpected error. Repeat the call with the same key, or read the payment.',
  },
} as const satisfies Record<string, { httpStatus: number; outcomeKnown: boolean; advice: string }>;

export type ErrorReason = keyof typeof ERROR_REASONS;

export function isErrorReason(value: unknown): value is ErrorReason {
  return typeof value === 'string' && Object.hasOwn(ERROR_REASONS, value);
}
