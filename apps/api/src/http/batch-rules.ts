import type { FastifyInstance } from 'fastify';
import { AppError } from '../app-error.ts';
import { calledProcedures } from './called-procedures.ts';

/** More than any page or service needs in one request. */
const LARGEST_BATCH = 10;

/**
 * Checked on the request line, before the body is read: one request is at most ten calls, and one call where that creates or
 * changes something. Otherwise no limit on requests would limit what they do.
 */
export function addBatchRules(app: FastifyInstance, alone: ReadonlySet<string>): void {
  app.addHook('onRequest', async ({ url }) => {
    const names = calledProcedures(url)?.names ?? [];
    if (names.length > LARGEST_BATCH) throw new AppError('TOO_LARGE');
    if (names.length > 1 && names.some((name) => alone.has(name))) throw new AppError('NOT_IN_BATCH');
  });
}
