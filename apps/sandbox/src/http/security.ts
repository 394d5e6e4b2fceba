import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

const originOf = (url: string | undefined): string[] => (url === undefined ? [] : [new URL(url).origin]);

/**
 * HTML with a policy that allows the sandbox's own style sheets and scripts only, and no framing. Browsers apply
 * `form-action` to the redirect after a form too, so the return URLs of a 3DS challenge (`backTo`) are part of it.
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

/** Refuses forms and requests from other sites in a browser that can reach this sandbox. */
export async function refuseCrossSite(request: FastifyRequest): Promise<void> {
  const site = request.headers['sec-fetch-site'];
  if (request.method !== 'GET' && (site === 'cross-site' || site === 'same-site')) {
    throw new Refusal(403, 'This request comes from another site');
  }
}
