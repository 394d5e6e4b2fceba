import type { InflowErrorKind, UnreadableReason } from './errors.ts';

export const MAX_TRIES = 3;

/** The first wait is between 0 and 100 ms, the second between 0 and 200 ms: reads are cheap and a shopper is waiting. */
const BACKOFF_BASE_MS = 100;
const BACKOFF_CAP_MS = 2_000;

/** Failures that a retry meets again: a closed client, an invalid certificate. */
const PERMANENT_CODES: ReadonlySet<string> = new Set(['UND_ERR_CLOSED', 'UND_ERR_DESTROYED']);
const PERMANENT_CODE_PREFIXES = ['ERR_TLS_', 'CERT_', 'DEPTH_ZERO_', 'UNABLE_TO_', 'SELF_SIGNED_'];

export type FailedTry = {
  kind: InflowErrorKind;
  code?: string | null;
  reason?: UnreadableReason;
  retryAfterMs?: number | null;
  /** 1 for the first try. */
  attempt: number;
  /** What is left of the call's timeout. */
  remainingMs: number;
  /** 0 ≤ jitter < 1. */
  jitter: number;
};

export type RetryDecision = { retry: false } | { retry: true; delayMs: number };

/**
 * Whether a failed GET is retried, and after how long. Decided by kind and code, never by message text. Exponential
 * back-off with full jitter (a uniform draw below the growing bound), so that many callers do not retry together.
 * `Retry-After` is the least wait. A wait that does not fit into the remaining time means no retry.
 */
export function shouldRetry(failed: FailedTry): RetryDecision {
  if (failed.attempt >= MAX_TRIES || !isTransient(failed)) return { retry: false };
  const bound = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (failed.attempt - 1));
  const delayMs = Math.max(bound * failed.jitter, failed.retryAfterMs ?? 0);
  return delayMs < failed.remainingMs ? { retry: true, delayMs } : { retry: false };
}

function isTransient({ kind, code, reason }: FailedTry): boolean {
  switch (kind) {
    case 'timeout':
    case 'rate_limited':
    case 'server':
      return true;
    case 'connection':
      return code == null || !isPermanent(code);
    case 'unreadable_answer':
      return reason === 'truncated';
    case 'validation':
    case 'authentication':
    case 'permission':
    case 'server_to_server_disabled':
    case 'marketplace':
    case 'not_found':
    case 'conflict':
    case 'unexpected_status':
    case 'aborted':
      return false;
  }
}

function isPermanent(code: string): boolean {
  return PERMANENT_CODES.has(code) || PERMANENT_CODE_PREFIXES.some((prefix) => code.startsWith(prefix));
}

/**
 * Milliseconds for one try of a GET: half of what is left, so that a try that hangs leaves time for another; the last
 * try gets the rest.
 */
export function tryBudgetMs(attempt: number, remainingMs: number): number {
  return attempt >= MAX_TRIES ? remainingMs : remainingMs / 2;
}

const MAX_RETRY_AFTER_MS = 60 * 60 * 1000;

/** RFC 9110 §10.2.3: seconds, or an HTTP date. At most an hour; null when absent or unreadable. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}
