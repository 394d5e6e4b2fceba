import { CONSOLE_ERROR_REASONS } from '@checkout/schemas/console-error';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ConsoleError } from '../../operators/console-error.ts';
import { CODE_BY_STATUS } from '../../trpc/errors.ts';
import { answerErrors } from '../error-answers.ts';
import { errorBody } from '../error-body.ts';

/** What fails outside a procedure of the console, in the form of a procedure's own errors. */
export function answerConsoleErrors(app: FastifyInstance, log: Logger): void {
  answerErrors(app, log, (error) => (error instanceof ConsoleError ? answerOf(error) : null));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody('NOT_FOUND')));
}

function answerOf({ reason }: ConsoleError) {
  const { httpStatus, advice: message, outcomeKnown } = CONSOLE_ERROR_REASONS[reason];
  const code = CODE_BY_STATUS[httpStatus];
  const data = { code, httpStatus, outcomeKnown, reason };
  return { status: httpStatus, body: { error: { code: TRPC_ERROR_CODES_BY_KEY[code], message, data } } };
}
