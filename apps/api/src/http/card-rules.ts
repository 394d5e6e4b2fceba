import type { FastifyInstance } from 'fastify';
import { AppError } from '../app-error.ts';
import { pageWithoutQuery, redirect } from './bank-return.ts';
import { calledProcedures } from './called-procedures.ts';
import { addressHoldsCardNumber } from './card-in-address.ts';

/**
 * Checked on the request line, before the body is read: no card number in a URL, and a procedure that takes a card is called by
 * POST and not in a batch. A batch would be parsed, logged and retried as one.
 */
export function addCardRules(app: FastifyInstance, carriers: ReadonlySet<string>): void {
  app.addHook('onRequest', async (request, reply) => {
    if (addressHoldsCardNumber(request.url)) {
      const page = request.method === 'GET' ? pageWithoutQuery(request.url) : null;
      if (page === null || addressHoldsCardNumber(page)) throw new AppError('CARD_IN_ADDRESS');
      // A link that a mail program or an advertisement has added its number to.
      return redirect(reply, page);
    }
    const called = calledProcedures(request.url);
    if (called === null || !called.names.some((name) => carriers.has(name))) return;
    if (request.method !== 'POST') throw new AppError('METHOD_NOT_ALLOWED');
    if (called.isBatch) throw new AppError('CARD_IN_BATCH');
  });
}
