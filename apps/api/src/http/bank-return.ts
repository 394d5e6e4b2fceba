import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What the bank was told to return to (`threeDsSuccessUrl`), and all that it has appended, also without a "?". */
const RETURN = /^\/checkout\/([A-Za-z0-9_-]{1,128})\/return(?![A-Za-z0-9])(.*)$/s;
/** A page of a session, with a query. */
const PAGE = /^\/checkout\/(cs_[A-Za-z0-9_-]{22,64})\/?\?/;

/** The address of the page that a bank's return leads to; null where there is nothing to take off, or it is no return. */
function returnPageOf(method: string, url: string): string | null {
  const [, sessionId, rest = ''] = RETURN.exec(url) ?? [];
  if (sessionId === undefined || !['GET', 'HEAD', 'POST'].includes(method)) return null;
  return method !== 'POST' && /^\/?$/.test(rest) ? null : `/checkout/${sessionId}/return`;
}

/** A page's address without its query; null for any other address. For a query that may not be kept. */
export function pageWithoutQuery(url: string): string | null {
  const [, sessionId] = PAGE.exec(url) ?? [];
  return sessionId === undefined ? null : `/checkout/${sessionId}`;
}

/**
 * The way back from the bank. Some banks return the shopper by submitting a form (POST), and most add parameters: none is read, because the outcome
 * comes from Inflow alone, and none stays in the address, where it could hold anything, up to a card number. Answered before
 * any check of the address, with 303 to the page itself (RFC 9110, 15.4.4), and without a look at the body.
 */
export function addBankReturn(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (sendBankReturn(request, reply)) return reply;
  });
}

/** Whether it was a bank's return, and has been answered. */
export function sendBankReturn({ method, url, raw }: FastifyRequest, reply: FastifyReply): boolean {
  const page = returnPageOf(method, url);
  if (page === null) return false;
  raw.resume();
  redirect(reply, page);
  return true;
}

/** To be opened by GET. */
export function redirect(reply: FastifyReply, page: string): FastifyReply {
  return reply.code(303).header('location', page).header('cache-control', 'no-store').send();
}
