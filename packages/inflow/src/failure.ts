import {
  InflowAbortedError,
  InflowAuthenticationError,
  InflowConflictError,
  InflowConnectionError,
  type InflowError,
  type InflowErrorFacts,
  InflowMarketplaceError,
  InflowNotFoundError,
  InflowPermissionError,
  InflowRateLimitedError,
  InflowServerError,
  InflowServerToServerDisabledError,
  InflowTimeoutError,
  InflowUnexpectedStatusError,
  InflowUnreadableAnswerError,
  InflowValidationError,
} from './errors.ts';
import type { Exchange } from './exchange.ts';
import { saysOnBehalfRequired, saysServerToServerDisabled } from './inferred.ts';
import type { InflowOperation } from './operation.ts';
import { problemsFrom } from './redact.ts';
import { parseRetryAfter } from './retry.ts';

export type FailureContext = {
  operation: InflowOperation;
  /** Removes from a validation sentence what it must not repeat of this request. */
  strip: (text: string) => string;
  nowMs: number;
};

/** The typed error of an exchange, or null for a 2xx response. */
export function failureOf(done: Exchange, context: FailureContext): InflowError | null {
  const { operation } = context;
  if (done.end === 'complete') {
    if (done.status >= 200 && done.status < 300) return null;
    const refusal = { ...done, body: parseJson(done.body) };
    return refusalOf(refusal, { operation, httpStatus: done.status, requestSent: true }, context);
  }

  const { status, sent, code } = done;
  const facts = { operation, httpStatus: status, requestSent: sent };
  if (done.end === 'aborted') return new InflowAbortedError(facts);
  if (done.end === 'timeout') return new InflowTimeoutError({ ...facts, code: null });
  // The status line of a refusal is enough, even when its body is incomplete.
  if (status !== null && status >= 400) {
    return refusalOf({ status, retryAfter: done.retryAfter, body: undefined }, facts, context);
  }
  if (done.end === 'too_large') return new InflowUnreadableAnswerError(facts, 'too_large');
  if (status !== null) return new InflowUnreadableAnswerError(facts, 'truncated');
  if (code === 'HTTPParserError' || code?.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new InflowUnreadableAnswerError(facts, 'not_http');
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return new InflowTimeoutError({ ...facts, code });
  }
  return new InflowConnectionError({ ...facts, code });
}

type Refusal = { status: number; retryAfter: string | undefined; body: unknown };

function refusalOf(refusal: Refusal, facts: InflowErrorFacts, context: FailureContext): InflowError {
  const { status } = refusal;
  // Following a redirect would send the key, and perhaps the card, to another host.
  if (status < 400) return new InflowUnreadableAnswerError(facts, 'redirect');

  const message = messageOf(refusal.body);
  if (saysServerToServerDisabled(message)) return new InflowServerToServerDisabledError(facts);
  if (saysOnBehalfRequired(message)) return new InflowMarketplaceError(facts);
  if (status === 400) return new InflowValidationError(facts, problemsFrom(message, context.strip));
  if (status === 401) return new InflowAuthenticationError(facts);
  if (status === 403) return new InflowPermissionError(facts);
  if (status === 404 || status === 405) return new InflowNotFoundError(facts);
  if (status === 409) return new InflowConflictError(facts);
  const retryAfterMs = parseRetryAfter(refusal.retryAfter, context.nowMs);
  if (status === 429) return new InflowRateLimitedError(facts, retryAfterMs);
  if (status >= 500) return new InflowServerError(facts, retryAfterMs);
  return new InflowUnexpectedStatusError(facts);
}

/** The `message` of `{ statusCode, message: string | string[], error }`; the rest repeats the status. */
function messageOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
}

const utf8 = new TextDecoder();

/** Undefined when the bytes are not JSON; no JSON text has that value. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}
