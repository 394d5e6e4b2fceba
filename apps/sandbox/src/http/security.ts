import type { FastifyInstance, FastifyReply } from 'fastify';
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
  return (
    reply
      .status(status)
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
      )
      .header('x-content-type-options', 'nosniff')
      // With no-referrer, browsers would send `Origin: null` with the page's own forms.
      .header('referrer-policy', 'same-origin')
      .header('cache-control', 'no-store')
      .send(body)
  );
}

type OwnOptions = {
  /** What the sandbox listens on. */
  readonly host: string;
  readonly publicUrl: string | undefined;
};

/**
 * Guards the control API and the pages, which need no key, against other sites in a browser that can reach this sandbox. A name of another
 * site can be made to lead here (DNS rebinding), and then its scripts are same-origin: so only names that are ours are answered. A form or
 * request from another site changes nothing. Inflow's own API is left out: it wants a key, and is called under any name.
 */
export function guardOwnRoutes(app: FastifyInstance, { host, publicUrl }: OwnOptions): void {
  const publicHost = publicUrl === undefined ? null : new URL(publicUrl).hostname;
  const isOurs = (name: string | null) =>
    name !== null && (isLoopback(name) || name === bracketed(host) || name === publicHost);
  app.addHook('onRequest', async ({ headers, method, routeOptions }) => {
    if (routeOptions.url?.startsWith('/api/')) return;
    if (!isOurs(hostnameOf(`http://${headers.host}`)))
      throw new Refusal(
        403,
        'This name is not of the sandbox: set SANDBOX_PUBLIC_URL to the URL that you use',
      );
    if (method === 'GET' || method === 'HEAD') return;
    const { origin, 'sec-fetch-site': site } = headers;
    const isSameSite = site === undefined || site === 'same-origin' || site === 'none';
    // Programs send no Origin. Without a site (an old browser, or plain HTTP to another machine), it is all there is to tell.
    const isSameOrigin =
      origin === undefined ||
      origin === `http://${headers.host}` ||
      (publicUrl !== undefined && origin === new URL(publicUrl).origin);
    if (!isSameSite || !isSameOrigin) throw new Refusal(403, 'This request comes from another site');
  });
}

/** As URLs write it; null for what is no URL with a host. */
function hostnameOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null;
}

/** An IPv6 address as URLs write it. */
const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host.toLowerCase());

const isLoopback = (hostname: string) =>
  /^(.+\.)?localhost$/.test(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]';
