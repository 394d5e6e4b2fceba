import { ERROR_REASONS, type ErrorReason } from '@checkout/schemas/error-code';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

export type AnsweredError = {
  readonly reason: ErrorReason;
  /** The response's `reference`. */
  readonly requestId: string;
  /** Of the procedure, where one was called. */
  readonly path?: string | undefined;
  /** What was thrown, where it is a failure of this program. */
  readonly err?: unknown;
};

/** Told of each error response: the line of the log that its `reference` leads to. */
export type ReportError = (answered: AnsweredError) => void;

/** Callers without a token can cause these lines: in a flood, the rest are only counted. Failures of this program are always logged. */
const LINES_A_SECOND = 50;

export function createErrorReports({
  log,
  registry,
  now = () => performance.now(),
}: {
  readonly log: Logger;
  readonly registry: Registry;
  readonly now?: () => number;
}): ReportError {
  const answers = new Counter({
    name: 'checkout_error_responses_total',
    help: 'Error responses of this node since its start, by reason.',
    labelNames: ['reason'],
    registers: [registry],
  });
  // An alert needs the zero before the first.
  for (const reason of Object.keys(ERROR_REASONS)) answers.inc({ reason }, 0);
  let second = 0;
  let lines = 0;
  let unlogged = 0;
  return ({ reason, requestId, path, err }) => {
    answers.inc({ reason });
    if (reason === 'INTERNAL') {
      log.error({ requestId, path, err }, path === undefined ? 'a request failed' : 'a procedure failed');
      return;
    }
    const current = Math.floor(now() / 1000);
    if (current !== second) lines = 0;
    second = current;
    lines += 1;
    if (lines > LINES_A_SECOND) {
      unlogged += 1;
      return;
    }
    const level = ERROR_REASONS[reason].httpStatus >= 500 ? 'warn' : 'info';
    log[level](
      { requestId, path, reason, ...(unlogged === 0 ? {} : { unlogged }) },
      'a call was answered with an error',
    );
    unlogged = 0;
  };
}
