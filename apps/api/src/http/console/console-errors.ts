import { CONSOLE_ERROR_REASONS } from '@checkout/schemas/console-error';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { FastifyInstance } from 'fastify';
import { ConsoleError } from '../../operators/console-error.ts';
import { CODE_BY_STATUS } from '../../trpc/errors.ts';
import { answerErrors } from '../error-answers.ts';
import type { ReportError } from '../error-reports.ts';

/** What fails outside a procedure of the console, in the form of a procedure's own errors. */
export function answerConsoleErrors(app: FastifyInstance, report: ReportError): void {
  answerErrors(app, report, (error, reference) =>
    error instanceof ConsoleError ? answerOf(error, reference) : null,
  );
}

function answerOf({ reason }: ConsoleError, reference: string) {
  const { httpStatus, advice: message, outcomeKnown } = CONSOLE_ERROR_REASONS[reason];
  const code = CODE_BY_STATUS[httpStatus];
  const data = { code, httpStatus, outcomeKnown, reason, reference };
  return { status: httpStatus, body: { error: { code: TRPC_ERROR_CODES_BY_KEY[code], message, data } } };
}
