import { InflowError } from '@checkout/inflow/errors';
import { maskCardNumbers } from '@checkout/schemas/card-in-text';
import { type DestinationStream, type Logger, pino } from 'pino';
import { currentScope } from './call-scope.ts';

const DEEPEST_CAUSE = 5;
const WORD = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

/**
 * What is logged of an error: its kind and where it was thrown. Not its message, unless we wrote it, because
 * those of databases and parsers repeat what they were given; and none of its properties, because those of an HTTP
 * client's error hold the request.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const own = error instanceof InflowError;
  const code = 'code' in error ? wordOf(error.code) : undefined;
  const goesOn = depth < DEEPEST_CAUSE;
  return {
    type: wordOf(error.name) ?? 'Error',
    ...(own
      ? { message: error.message, kind: error.kind, httpStatus: error.httpStatus }
      : { frames: framesOf(error) }),
    ...(code === undefined ? {} : { code }),
    ...(goesOn && error.cause instanceof Error ? { cause: describeError(error.cause, depth + 1) } : {}),
    ...(goesOn && error instanceof AggregateError
      ? { errors: error.errors.slice(0, 5).map((each) => describeError(each, depth + 1)) }
      : {}),
  };
}

/** A name such as `ECONNRESET`; anything longer could be a message. */
function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && WORD.test(value) && !/\d{6}/.test(value) ? value : undefined;
}

/** Only the lines after the message: a message of several lines could look like them. */
function framesOf({ stack, name, message }: Error): string[] {
  if (typeof stack !== 'string') return [];
  const end = message === '' ? name.length : stack.indexOf(message) + message.length;
  // If the message was changed after the throw, it cannot be told where the frames begin.
  if (message !== '' && !stack.includes(message)) return [];
  return stack
    .slice(end)
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}

/** A copy, because pino adds the line to it. */
const linesOfScope = () => ({ ...currentScope() });

export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    serializers: { err: (error: unknown) => describeError(error) },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: linesOfScope,
    // The last safety net: no line is written with a card number in it.
    hooks: { streamWrite: maskCardNumbers },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const BOUNDED_EVERY_MS = 60_000;

/**
 * A line that anyone can cause, so that it must not fill the log: at most one a minute, which says in `unlogged` how many were left
 * out since the one before. The first is logged immediately.
 */
export function createBoundedLog(
  log: Logger,
  message: string,
  { level = 'warn', now = () => performance.now() }: { level?: 'warn' | 'error'; now?: () => number } = {},
) {
  let loggedAt = Number.NEGATIVE_INFINITY;
  let unlogged = 0;
  return (about: object): void => {
    if (now() - loggedAt < BOUNDED_EVERY_MS) {
      unlogged += 1;
      return;
    }
    log[level]({ ...about, unlogged }, message);
    loggedAt = now();
    unlogged = 0;
  };
}
