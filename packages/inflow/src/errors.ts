import type { InflowOperation } from './operation.ts';

/** One kind for each way a caller can react, for an exhaustive `switch`. */
export type InflowErrorKind =
  | 'validation'
  | 'authentication'
  | 'permission'
  | 'server_to_server_disabled'
  | 'marketplace'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'server'
  | 'timeout'
  | 'connection'
  | 'unreadable_answer'
  | 'unexpected_status'
  | 'aborted';

export type InflowErrorFacts = {
  operation: InflowOperation;
  /** Null when no response's status line arrived. */
  httpStatus: number | null;
  /** False only when no byte of the request was written to a connection. */
  requestSent: boolean;
};

/** What is taken from an error of the network layer: a code such as `ECONNRESET`, never its message or its request. */
export type TransportFacts = InflowErrorFacts & { code: string | null };

/**
 * Base class of everything the client rejects with. Messages are fixed sentences: no request data, no key, nothing of
 * Inflow's response. There is never a `cause`, because errors of the HTTP layer hold the request, card included.
 */
export abstract class InflowError extends Error {
  abstract readonly kind: InflowErrorKind;
  readonly operation: InflowOperation;
  readonly httpStatus: number | null;
  readonly requestSent: boolean;
  /**
   * True: this request certainly changed nothing at Inflow (which says nothing of earlier requests: a refused
   * confirm can mean that the payment is already confirmed). False: it may have been executed, so read the payment
   * before deciding, and never just send it again.
   */
  readonly outcomeKnown: boolean;

  constructor(sentence: string, facts: InflowErrorFacts, outcomeKnown: boolean) {
    super(`Inflow ${facts.operation}: ${sentence}`);
    this.name = new.target.name;
    this.operation = facts.operation;
    this.httpStatus = facts.httpStatus;
    this.requestSent = facts.requestSent;
    this.outcomeKnown = outcomeKnown;
  }
}

export type FieldProblem = { field: string | null; message: string };

/** 400, or refused by this client before sending (then `requestSent` is false): correct the input. */
export class InflowValidationError extends InflowError {
  readonly kind = 'validation';
  /** Inflow's sentences without anything that may be a card. For developers, not for shoppers. */
  readonly problems: readonly FieldProblem[];

  constructor(facts: InflowErrorFacts, problems: readonly FieldProblem[]) {
    super('the request was refused as invalid', facts, true);
    this.problems = problems;
  }
}

/** 401: the API key is missing, wrong, or of another environment. */
export class InflowAuthenticationError extends InflowError {
  readonly kind = 'authentication';

  constructor(facts: InflowErrorFacts) {
    super('the API key was not accepted', facts, true);
  }
}

/** 403: the API key lacks the permission. */
export class InflowPermissionError extends InflowError {
  readonly kind = 'permission';

  constructor(facts: InflowErrorFacts) {
    super('the API key has no permission for this', facts, true);
  }
}

/** The account is not enabled for server-to-server payments: the merchant has to ask Inflow's support. */
export class InflowServerToServerDisabledError extends InflowError {
  readonly kind = 'server_to_server_disabled';

  constructor(facts: InflowErrorFacts) {
    super('server-to-server payments are not enabled on this account', facts, true);
  }
}

/** The key is a marketplace's, whose every call has to name the seller (`X-On-Behalf-Of`): a mistake of set-up. */
export class InflowMarketplaceError extends InflowError {
  readonly kind = 'marketplace';

  constructor(facts: InflowErrorFacts) {
    super("the API key is a marketplace's, not a seller's", facts, true);
  }
}

/** 404, or 405: no such resource, or none with this method. */
export class InflowNotFoundError extends InflowError {
  readonly kind = 'not_found';

  constructor(facts: InflowErrorFacts) {
    super('there is no such resource', facts, true);
  }
}

/**
 * 409: not documented by Inflow. It usually means that another change came first, an earlier confirm of ours
 * included, so the payment has to be read.
 */
export class InflowConflictError extends InflowError {
  readonly kind = 'conflict';

  constructor(facts: InflowErrorFacts) {
    super('the request conflicts with the state of the resource', facts, false);
  }
}

/**
 * 429: too many requests. Inflow does not document that such a request was not executed (a gateway and the application
 * may count separately), and a wrong guess charges a shopper twice: the outcome is unknown.
 */
export class InflowRateLimitedError extends InflowError {
  readonly kind = 'rate_limited';
  /** From `Retry-After`; null when it was absent or unreadable. */
  readonly retryAfterMs: number | null;

  constructor(facts: InflowErrorFacts, retryAfterMs: number | null) {
    super('too many requests', facts, false);
    this.retryAfterMs = retryAfterMs;
  }
}

/** 5xx, from Inflow or from a gateway in front of it, which may have given up on a request that is still running. */
export class InflowServerError extends InflowError {
  readonly kind = 'server';
  /** From `Retry-After`, which a gateway's 503 may carry too; null when it was absent or unreadable. */
  readonly retryAfterMs: number | null;

  constructor(facts: InflowErrorFacts, retryAfterMs: number | null) {
    super('Inflow failed', facts, false);
    this.retryAfterMs = retryAfterMs;
  }
}

/** No complete response in time. The outcome is known only when nothing had been sent by then. */
export class InflowTimeoutError extends InflowError {
  readonly kind = 'timeout';
  readonly code: string | null;

  constructor(facts: TransportFacts) {
    super('no response in time', facts, !facts.requestSent);
    this.code = facts.code;
  }
}

/** The connection was refused or reset, or the host not resolved. The outcome is known only when nothing had been sent. */
export class InflowConnectionError extends InflowError {
  readonly kind = 'connection';
  readonly code: string | null;

  constructor(facts: TransportFacts) {
    super('the connection failed', facts, !facts.requestSent);
    this.code = facts.code;
  }
}

export type UnreadableReason =
  | 'truncated'
  | 'too_large'
  | 'not_http'
  | 'not_json'
  | 'wrong_shape'
  | 'redirect';

/** A response that cannot be read: Inflow may have executed the request. */
export class InflowUnreadableAnswerError extends InflowError {
  readonly kind = 'unreadable_answer';
  readonly reason: UnreadableReason;

  constructor(facts: InflowErrorFacts, reason: UnreadableReason) {
    super('the response cannot be read', facts, false);
    this.reason = reason;
  }
}

/** A status that Inflow does not document (413, 451, …): it is not known whether the request was executed. */
export class InflowUnexpectedStatusError extends InflowError {
  readonly kind = 'unexpected_status';

  constructor(facts: InflowErrorFacts) {
    super('the response has an undocumented status', facts, false);
  }
}

/** The caller's `signal` ended the call. */
export class InflowAbortedError extends InflowError {
  readonly kind = 'aborted';

  constructor(facts: InflowErrorFacts) {
    super('the caller aborted it', facts, !facts.requestSent);
  }
}
