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
import { exchange } from './exchange.ts';
import { failureOf, parseJson } from './failure.ts';
import type { InflowHost, InflowOperation } from './operation.ts';
import { type Operation, type PreparedRequest, prepare } from './operation-request.ts';
import { shouldRetry, tryBudgetMs } from './retry.ts';

/** One per request that was tried. Holds nothing of the request but its name: no id, no body, no key. */
export type InflowCallEvent = {
  operation: InflowOperation;
  host: InflowHost;
  method: string;
  /** With `{id}` in place of the id. */
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
};

/** Turns a 2xx answer's JSON (undefined: there was none) into the result; `unreadable` when it cannot. */
export type ReadAnswer<Result> = (body: unknown) => Result | typeof unreadable;
export const unreadable = Symbol('unreadable');

export function readerOf<Schema extends z.ZodType>(schema: Schema): ReadAnswer<z.output<Schema>> {
  return (body) => {
    const parsed = schema.safeParse(body);
    return parsed.success ? parsed.data : unreadable;
  };
}

export type Call = <Result>(
  operation: Operation,
  read: ReadAnswer<Result>,
  options: CallOptions | undefined,
) => Promise<Result>;

export type CallerParts = {
  apiKey: string;
  hosts: Record<InflowHost, { origin: string; pathPrefix: string; dispatcher: Dispatcher }>;
  timeoutMs: number;
  onCall: (event: InflowCallEvent) => void;
  random: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/**
 * Every call of the client: sends an operation, turns whatever comes of it into a result or a typed error, and
 * tries a safe read again. What is not a GET is sent exactly once.
 */
export function createCaller(parts: CallerParts): Call {
  return async (operation, read, options) => {
    const deadline = performance.now() + checkedTimeoutMs(options?.timeoutMs ?? parts.timeoutMs);
    const request = prepare(operation, parts.apiKey);
    const isSafe = operation.method === 'GET';

    for (let attempt = 1; ; attempt++) {
      const remainingMs = deadline - performance.now();
      const timeoutMs = isSafe ? tryBudgetMs(attempt, remainingMs) : remainingMs;
      const tried = await tryOnce(parts, operation, {
        request: { ...request, timeoutMs, signal: options?.signal },
        read,
        attempt,
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
      // A sleep can overrun; a try without time would only hide the failure that we know.
      if (deadline - performance.now() <= 0) throw tried.error;
    }
  };
}

/** Ends early, and quietly, when the signal does: the caller of this looks at the signal next. */
export async function sleepUnlessAborted(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
}

/** Node fires a timer of more than 31 bits at once, so such a timeout would fail every call. */
export function checkedTimeoutMs(ms: number): number {
  if (!(ms >= 1 && ms < 2 ** 31)) throw new RangeError('a timeout to Inflow must be 1 to 2147483647 ms');
  return ms;
}

type Try<Result> = {
  request: PreparedRequest & { timeoutMs: number; signal: AbortSignal | undefined };
  read: ReadAnswer<Result>;
  attempt: number;
};
type Tried<Result> = { ok: true; result: Result } | { ok: false; error: InflowError };

async function tryOnce<Result>(
  parts: CallerParts,
  operation: Operation,
  { request, read, attempt }: Try<Result>,
): Promise<Tried<Result>> {
  const host = parts.hosts[operation.host];
  const startedAt = performance.now();
  const done = await exchange(host.dispatcher, host.origin, {
    ...request,
    path: host.pathPrefix + request.path,
  });

  // What is not a GET is not sent again, and an exchange that has ended writes nothing more.
  request.body?.fill(0);

  const strip = (text: string) =>
    (operation.card?.removeFrom(text) ?? text).replaceAll(parts.apiKey, '[removed]');
  const context = { operation: operation.name, strip, nowMs: Date.now() };
  const failure = failureOf(done, context);
  const tried: Tried<Result> =
    failure === null && done.end === 'answered'
      ? readAnswer(operation.name, done, read)
      : { ok: false, error: failure ?? unreadableAnswer(operation.name, done.status, 'truncated') };

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

function readAnswer<Result>(
  name: InflowOperation,
  answer: { status: number; body: Buffer },
  read: ReadAnswer<Result>,
): Tried<Result> {
  const body = parseJson(answer.body);
  const result = read(body);
  if (result !== unreadable) return { ok: true, result };
  return {
    ok: false,
    error: unreadableAnswer(name, answer.status, body === undefined ? 'not_json' : 'wrong_shape'),
  };
}

function unreadableAnswer(
  operation: InflowOperation,
  httpStatus: number | null,
  reason: 'truncated' | 'not_json' | 'wrong_shape',
): InflowUnreadableAnswerError {
  return new InflowUnreadableAnswerError({ operation, httpStatus, requestSent: true }, reason);
}

/** An observer that throws must not make a payment that was created look like one that failed. */
function report(onCall: (event: InflowCallEvent) => void, event: InflowCallEvent): void {
  try {
    onCall(event);
  } catch {
    // Nothing here may log; the observer is the one who can.
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
