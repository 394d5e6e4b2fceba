import { setTimeout as wait } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import {
  InflowAbortedError,
  InflowConnectionError,
  type InflowError,
  type InflowErrorKind,
  InflowRateLimitedError,
  InflowServerError,
  InflowUnreadableAnswerError,
} from './errors.ts';
import { type ExchangeRequest, exchange } from './exchange.ts';
import { failureOf, parseJson } from './failure.ts';
import type { InflowHost, InflowOperation } from './operation.ts';
import { type Operation, type PreparedRequest, prepare } from './operation-request.ts';
import { shouldRetry, tryBudgetMs } from './retry.ts';

/** Reported once per request sent. Holds the operation's name and nothing of the request: no id, no body, no key. */
export type InflowCallEvent = {
  operation: InflowOperation;
  host: InflowHost;
  method: string;
  /** With `{id}` instead of the id. */
  pathTemplate: string;
  status: number | null;
  durationMs: number;
  /** 1 for the first try. */
  attempt: number;
  errorKind: InflowErrorKind | null;
};

export type CallOptions = {
  signal?: AbortSignal | undefined;
  /** For this call, retries included, instead of the client's. */
  timeoutMs?: number | undefined;
  /** Largest response body, instead of 1 MiB. */
  maxResponseBytes?: number | undefined;
};

/** Turns the JSON of a 2xx response (undefined: not JSON) into the result, or returns `unreadable`. */
export type ReadResponse<Result> = (body: unknown) => Result | typeof unreadable;
export const unreadable = Symbol('unreadable');

export function readerOf<Schema extends z.ZodType>(schema: Schema): ReadResponse<z.output<Schema>> {
  return (body) => {
    const parsed = schema.safeParse(body);
    return parsed.success ? parsed.data : unreadable;
  };
}

export type Call = <Result>(
  operation: Operation,
  read: ReadResponse<Result>,
  options: CallOptions | undefined,
) => Promise<Result>;

export type CallerParts = {
  apiKey: () => string;
  hosts: Record<InflowHost, { origin: string; pathPrefix: string; dispatcher: Dispatcher }>;
  timeoutMs: number;
  onCall: (event: InflowCallEvent) => void;
  random: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/**
 * Makes the function behind every call of the client: it sends an operation, returns its result or throws an
 * `InflowError`, and retries GETs. Any other method is sent exactly once.
 */
export function createCaller(parts: CallerParts): Call {
  return async (operation, read, options) => {
    const deadline = performance.now() + checkedTimeoutMs(options?.timeoutMs ?? parts.timeoutMs);
    const apiKey = parts.apiKey();
    const request = prepare(operation, apiKey);
    const isSafe = operation.method === 'GET';

    for (let attempt = 1; ; attempt++) {
      const remainingMs = deadline - performance.now();
      const timeoutMs = isSafe ? tryBudgetMs(attempt, remainingMs) : remainingMs;
      const tried = await tryOnce(parts, operation, {
        request: { ...request, timeoutMs, maxBytes: options?.maxResponseBytes, signal: options?.signal },
        read,
        attempt,
        apiKey,
      });
      if (tried.ok) return tried.result;
      if (!isSafe) throw tried.error;

      const decision = shouldRetry({
        ...retryFacts(tried.error),
        attempt,
        remainingMs: deadline - performance.now(),
        jitter: parts.random(),
      });
      if (!decision.retry) throw tried.error;
      await parts.sleep(decision.delayMs, options?.signal);
      if (options?.signal?.aborted) throw new InflowAbortedError(tried.error);
      // The sleep may have taken longer: a try without time left would hide the known failure behind a timeout.
      if (deadline - performance.now() <= 0) throw tried.error;
    }
  };
}

/** Resolves early, and does not reject, when the signal is aborted: the caller checks the signal afterwards. */
export async function sleepUnlessAborted(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
}

/** Node fires a timer of more than 31 bits immediately, so such a timeout would fail every call. */
export function checkedTimeoutMs(ms: number): number {
  if (!(ms >= 1 && ms < 2 ** 31)) throw new RangeError('a timeout to Inflow must be 1 to 2147483647 ms');
  return ms;
}

type Try<Result> = {
  request: PreparedRequest & Pick<ExchangeRequest, 'timeoutMs' | 'maxBytes' | 'signal'>;
  read: ReadResponse<Result>;
  attempt: number;
  apiKey: string;
};
type Tried<Result> = { ok: true; result: Result } | { ok: false; error: InflowError };

async function tryOnce<Result>(
  parts: CallerParts,
  operation: Operation,
  { request, read, attempt, apiKey }: Try<Result>,
): Promise<Tried<Result>> {
  const host = parts.hosts[operation.host];
  const startedAt = performance.now();
  const done = await exchange(host.dispatcher, host.origin, {
    ...request,
    path: host.pathPrefix + request.path,
  });

  // Only GETs, which have no body, are sent again, and a finished exchange writes nothing more.
  request.body?.fill(0);

  const strip = (text: string) => (operation.card?.removeFrom(text) ?? text).replaceAll(apiKey, '[removed]');
  const context = { operation: operation.name, strip, nowMs: Date.now() };
  const failure = failureOf(done, context);
  const tried: Tried<Result> =
    failure === null && done.end === 'complete'
      ? readResponse(operation.name, done, read)
      : { ok: false, error: failure ?? unreadableResponse(operation.name, done.status, 'truncated') };

  report(parts.onCall, {
    operation: operation.name,
    host: operation.host,
    method: operation.method,
    pathTemplate: operation.pathTemplate,
    status: done.status,
    durationMs: performance.now() - startedAt,
    attempt,
    errorKind: tried.ok ? null : tried.error.kind,
  });
  return tried;
}

function readResponse<Result>(
  name: InflowOperation,
  answer: { status: number; body: Buffer },
  read: ReadResponse<Result>,
): Tried<Result> {
  const body = parseJson(answer.body);
  const result = read(body);
  if (result !== unreadable) return { ok: true, result };
  return {
    ok: false,
    error: unreadableResponse(name, answer.status, body === undefined ? 'not_json' : 'wrong_shape'),
  };
}

function unreadableResponse(
  operation: InflowOperation,
  httpStatus: number | null,
  reason: 'truncated' | 'not_json' | 'wrong_shape',
): InflowUnreadableAnswerError {
  return new InflowUnreadableAnswerError({ operation, httpStatus, requestSent: true }, reason);
}

/** An `onCall` that throws must not make a created payment look like a failed one. */
function report(onCall: (event: InflowCallEvent) => void, event: InflowCallEvent): void {
  try {
    onCall(event);
  } catch {
    // This package does not log; `onCall` is where the application does.
  }
}

function retryFacts(error: InflowError) {
  return {
    kind: error.kind,
    code: error instanceof InflowConnectionError ? error.code : null,
    ...(error instanceof InflowUnreadableAnswerError ? { reason: error.reason } : {}),
    retryAfterMs:
      error instanceof InflowRateLimitedError || error instanceof InflowServerError
        ? error.retryAfterMs
        : null,
  };
}
