import type { FastifyInstance } from 'fastify';
import { AppError } from '../app-error.ts';
import { addressHoldsCardNumber } from './card-in-address.ts';

const PROCEDURE = /^\/trpc\/([^?]*)(?:\?(.*))?$/s;

/**
 * Checked on the request line, before the body is read: no card number in a URL, and a procedure that takes a card is called by
 * POST and not in a batch. A batch would be parsed, logged and retried as one.
 */
export function addCardRules(app: FastifyInstance, carriers: ReadonlySet<string>): void {
  app.addHook('onRequest', async (request) => {
    if (addressHoldsCardNumber(request.url)) throw new AppError('CARD_IN_ADDRESS');
    const [, path, query] = PROCEDURE.exec(request.url) ?? [];
    if (path === undefined) return;
    const called = decoded(path).split(',');
    if (!called.some((name) => carriers.has(name))) return;
    if (request.method !== 'POST') throw new AppError('METHOD_NOT_ALLOWED');
    if (called.length > 1 || new URLSearchParams(query).has('batch')) throw new AppError('CARD_IN_BATCH');
  });
}

/** As the router decodes it; what it cannot decode is not routed. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
