import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ScriptInventory } from './integrity/script-inventory.ts';
import { PERMISSIONS_POLICY } from './permissions-policy.ts';

export type Headers = Readonly<Record<string, string>>;

/** Where browsers report what the page's policies blocked. */
export const REPORTS_PATH = '/csp-reports';

/** Two years. Without subdomains: those of PUBLIC_URL's host are not ours to decide on. */
const STRICT_TRANSPORT = 'max-age=63072000';

export type PageHeaderOptions = {
  /** Null where the build has none: then nothing inline runs. */
  readonly inventory: ScriptInventory | null;
  readonly publicUrl: string;
};

const POLICY = 'content-security-policy';

const isHttps = (url: string) => new URL(url).protocol === 'https:';

/**
 * The page may load what this origin serves, and run the inline parts whose hashes are in the inventory. Neither it nor its
 * libraries need a Trusted Types policy, so none can be created. `form-action 'none'`: a form that is submitted before its script
 * runs would put the card into a URL.
 */
export function contentSecurityPolicy({ inventory, publicUrl }: PageHeaderOptions): string {
  const hashes = (kind: 'script' | 'style') =>
    (inventory?.inline ?? []).filter((part) => part.kind === kind).map(({ hash }) => ` '${hash}'`);
  const https = isHttps(publicUrl);
  return [
    "default-src 'none'",
    `script-src 'self'${hashes('script').join('')}`,
    `style-src 'self'${hashes('style').join('')}`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
    `report-uri ${REPORTS_PATH}`,
    // Browsers that know report-to ignore report-uri, and send reports to https URLs only.
    ...(https ? ['report-to csp'] : []),
  ].join('; ');
}

/** No script without an integrity that the page states, including scripts that scripts load. */
const integrityPolicy = (publicUrl: string) =>
  `blocked-destinations=(script)${isHttps(publicUrl) ? ', endpoints=(csp)' : ''}`;

/** The headers of a page, beside those of every response. Built once: they are the same for every request but for `withStyle`. */
export function pageHeaders(options: PageHeaderOptions): Headers {
  return {
    ...answerHeaders(options.publicUrl),
    [POLICY]: contentSecurityPolicy(options),
    ...(options.inventory === null ? {} : { 'integrity-policy': integrityPolicy(options.publicUrl) }),
    'permissions-policy': PERMISSIONS_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'origin-agent-cluster': '?1',
    ...(isHttps(options.publicUrl) ? { 'reporting-endpoints': `csp="${REPORTS_PATH}"` } : {}),
  };
}

/** The headers of a page that has a style element of the merchant's as well. */
export function withStyle(headers: Headers, style: string | null): Headers {
  const policy = headers[POLICY];
  if (style === null || policy === undefined) return headers;
  return { ...headers, [POLICY]: policy.replace('; img-src', ` '${hashOf(style)}'; img-src`) };
}

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/**
 * For every response: a browser runs nothing of it, frames it nowhere, shows it to no other origin and, unless a route says otherwise,
 * keeps no copy.
 */
export function answerHeaders(publicUrl: string): Headers {
  return {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    // A link to a checkout that is shared in public must not end in a search engine.
    'x-robots-tag': 'noindex',
    ...(isHttps(publicUrl) ? { 'strict-transport-security': STRICT_TRANSPORT } : {}),
  };
}

/** Set before a handler runs, so that the page's handler can replace them. */
export function addAnswerHeaders(app: FastifyInstance, publicUrl: string): void {
  const headers = answerHeaders(publicUrl);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
