import { ERROR_REASONS, type ErrorReason } from '@checkout/schemas/error-code';
import type { FastifyError, FastifyInstance } from 'fastify';
import { AppError } from '../app-error.ts';
import { retryAfter } from '../trpc/errors.ts';
import { errorBody } from './error-body.ts';
import type { ReportError } from './error-reports.ts';

type Answer = { readonly status: number; readonly body: object };

/**
 * Errors outside a procedure are answered in the form of a procedure's, with `Retry-After` where there is a time. `answerOf`: of errors that only
 * this server has; null for the others.
 */
export function answerErrors(
  app: FastifyInstance,
  report: ReportError,
  answerOf: (error: Error, requestId: string) => Answer | null = () => null,
): void {
  app.setErrorHandler<FastifyError | AppError>((error, request, reply) => {
    const own = answerOf(error, request.id);
    if (own !== null) return reply.code(own.status).type('application/json').send(own.body);
    const reason = error instanceof AppError ? error.reason : reasonOf(error.statusCode ?? 500);
    report({ reason, requestId: request.id, err: error });
    const seconds = error instanceof AppError ? error.retryAfter : undefined;
    if (error instanceof AppError) reply.headers(retryAfter([{ cause: error }]));
    // The page's route may have set its own type already.
    return reply
      .code(ERROR_REASONS[reason].httpStatus)
      .type('application/json')
      .send(errorBody(reason, request.id, seconds));
  });
  app.setNotFoundHandler((request, reply) => {
    report({ reason: 'NOT_FOUND', requestId: request.id });
    return reply.code(404).send(errorBody('NOT_FOUND', request.id));
  });
}

function reasonOf(statusCode: number): ErrorReason {
  if (statusCode === 413) return 'TOO_LARGE';
  if (statusCode === 415) return 'UNSUPPORTED_MEDIA_TYPE';
  if (statusCode === 404) return 'NOT_FOUND';
  return statusCode >= 400 && statusCode < 500 ? 'INVALID_INPUT' : 'INTERNAL';
}
