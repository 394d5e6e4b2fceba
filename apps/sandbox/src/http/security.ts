import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

const originOf = (url: string | undefined): string[] => (url === undefined ? [] : [new URL(url).origin]);

/**
 * Nothing but our own style sheet and script, no framing. Browsers apply `form-action` to the redirect that
 * answers a form as well, so the addresses the bank may send the customer back to must be named.
 */
export function sendPage(
  reply: FastifyReply,
  status: number,
  body: string,
  backTo: (string | undefined)[] = [],
) {
  const targets = ["'self'", ...new Set(backTo.flatMap(originOf))].join(' ');
  return reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(body);
}

/** A page somewhere else must not be able to press our buttons in a browser that can reach us. */
export async function refuseCrossSite(request: FastifyRequest): Promise<void> {
  const site = request.headers['sec-fetch-site'];
  if (request.method !== 'GET' && (site === 'cross-site' || site === 'same-site')) {
    throw new Refusal(403, 'This request comes from another site');
  }
}
