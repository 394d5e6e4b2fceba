import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';
import type { Caller } from '../trpc/context.ts';
import { calledProcedures } from './called-procedures.ts';

/** More than any page needs in one request. A service that shows its token reads whole lists by it, as clients that collect calls do. */
const LARGEST_BATCH = { anyone: 10, service: 100 } as const satisfies Record<Caller['kind'], number>;

type BatchOptions = {
  /** What is called in a request of its own. */
  readonly alone: ReadonlySet<string>;
  readonly callerOf: (request: FastifyRequest) => Caller;
};

/**
 * Checked on the request line, before the body is read: a request is at most so many calls, and one call where that creates or
 * changes something. Otherwise no limit on requests would limit what they do.
 */
export function addBatchRules(app: FastifyInstance, { alone, callerOf }: BatchOptions): void {
  app.addHook('onRequest', async (request) => {
    const names = calledProcedures(request.url)?.names ?? [];
    if (names.length > 1 && names.length > LARGEST_BATCH[callerOf(request).kind])
      throw new AppError('TOO_LARGE');
    if (names.length > 1 && names.some((name) => alone.has(name))) throw new AppError('NOT_IN_BATCH');
  });
  app.addHook<{ Querystring: { batch?: unknown } }>('preHandler', async (request) => {
    const called = calledProcedures(request.url);
    if (called?.isBatch === true && typeof request.body === 'string') request.body = numbered(request.body);
  });
}

/** The inputs of a batch by their numbers: clients in other languages write such an object as a list. */
function numbered(body: string): string {
  if (!body.trimStart().startsWith('[')) return body;
  try {
    return JSON.stringify({ ...JSON.parse(body) });
  } catch {
    return body;
  }
}
