import { type IncomingHttpHeaders, request } from 'node:http';
import type { Finding } from './finding.ts';
import type { ScannedProduct } from './scanned-product.ts';

type Asked = {
  readonly name: string;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

type Response = { readonly status: number; readonly headers: IncomingHttpHeaders };

/**
 * Which response headers there should be: the list of the OWASP Secure Headers Project (`ci/headers_add.json` of 2024-07-19), less
 * `Clear-Site-Data`, which is for the end of a login.
 */
const WANTED: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /(?=.*default-src 'none')(?=.*frame-ancestors 'none')/,
  'referrer-policy': /^no-referrer$/,
  'strict-transport-security': /max-age=(31536000|63072000)\b/,
  'x-content-type-options': /^nosniff$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-frame-options': /^deny$/i,
  'x-permitted-cross-domain-policies': /^none$/,
};
/** Of documents, where alone a browser heeds them. */
const WANTED_OF_PAGES: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /(?=.*form-action 'none')(?=.*base-uri 'none')(?=.*upgrade-insecure-requests)/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'permissions-policy': /(?=.*camera=\(\))(?=.*geolocation=\(\))(?=.*microphone=\(\))(?=.*payment=\(\))/,
};
/** Headers that tell what a server is made of: those of `ci/headers_remove.json` that Node.js or a proxy could send. */
const UNWANTED =
  /^(server|x-powered-by|powered-by|x-generator|x-framework|sourcemap|x-sourcemap|x-b3-.*|via)$/;

/** No tool for all responses of an API was found that works without a network, so this one check of headers is our own. */
export async function owaspHeaders({ url, sessionId }: ScannedProduct): Promise<Finding[]> {
  const page = await (await fetch(`${url}/checkout/${sessionId}`)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '/no-script';
  const found = new Map<string, string[]>();
  const all = listOf(sessionId, script);
  for (const asked of all) {
    const response = await ask(url, asked);
    for (const problem of problemsOf(response, asked)) {
      found.set(problem, [...(found.get(problem) ?? []), `${asked.name} (${response.status})`]);
    }
  }
  const tool = 'OWASP headers';
  const tried = `${all.length} kinds of responses`;
  if (found.size === 0) return [{ tool, tried, finding: null }];
  return [...found].map(([problem, names]) => ({
    tool,
    tried,
    finding: `${problem}: ${names.length === all.length ? 'all' : names.join(', ')}`,
  }));
}

function listOf(sessionId: string, script: string): readonly Asked[] {
  const json = { 'content-type': 'application/json' };
  const input = encodeURIComponent(JSON.stringify({ sessionId }));
  return [
    { name: 'store', path: '/' },
    { name: 'checkout page', path: `/checkout/${sessionId}` },
    { name: 'return page', path: `/checkout/${sessionId}/return` },
    { name: 'unknown session', path: '/checkout/cs_unknown' },
    { name: 'unknown page', path: '/no-such-page' },
    { name: 'script', path: script },
    { name: 'part of a script', path: script, headers: { range: 'bytes=0-9' } },
    { name: 'range that is not there', path: script, headers: { range: 'bytes=99999999-' } },
    { name: 'unknown script', path: '/assets/none.js' },
    { name: 'icon', path: '/favicon.svg' },
    { name: 'tRPC query', path: `/trpc/checkout.get?input=${input}` },
    { name: 'tRPC event stream', path: `/trpc/checkout.watch?input=${input}` },
    { name: 'tRPC without a token', path: '/trpc/sessions.list?input=%7B%7D' },
    { name: 'unknown procedure', path: '/trpc/none' },
    {
      name: 'tRPC body that is no JSON',
      path: '/trpc/checkout.pay',
      method: 'POST',
      headers: json,
      body: '{',
    },
    {
      name: 'body too large',
      path: '/trpc/checkout.pay',
      method: 'POST',
      headers: json,
      body: ' '.repeat(70_000),
    },
    { name: 'other content type', path: '/trpc/checkout.pay', method: 'POST', body: 'a=1' },
    { name: 'forged webhook', path: '/webhooks/inflow', method: 'POST', headers: json, body: '{}' },
    { name: 'webhook by GET', path: '/webhooks/inflow' },
    {
      name: 'CSP report',
      path: '/csp-reports',
      method: 'POST',
      headers: { 'content-type': 'application/csp-report' },
      body: '{}',
    },
    { name: 'health', path: '/healthz' },
    { name: 'readiness', path: '/readyz' },
    { name: 'metrics without a token', path: '/metrics' },
    { name: 'OPTIONS', path: '/', method: 'OPTIONS' },
    { name: 'TRACE', path: '/', method: 'TRACE' },
    { name: 'URL that cannot be decoded', path: '/%ff%zz' },
    { name: 'headers too large', path: '/', headers: { 'x-large': 'x'.repeat(20_000) } },
    { name: 'impossible expectation', path: '/', headers: { expect: 'a miracle' } },
    { name: 'host that is none', path: '/', headers: { host: 'a b' } },
  ];
}

function ask(url: string, { path, method = 'GET', headers = {}, body }: Asked): Promise<Response> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
      // An event stream has no end.
      response.destroy();
    });
    asking.once('error', reject);
    asking.end(body);
  });
}

function problemsOf({ headers }: Response, { path }: Asked): string[] {
  const isPage = headers['content-type']?.startsWith('text/html') ?? false;
  const wanted = [...Object.entries(WANTED), ...(isPage ? Object.entries(WANTED_OF_PAGES) : [])];
  const problems = wanted.flatMap(([name, pattern]) => {
    const value = String(headers[name] ?? '');
    if (value === '') return [`${name} is missing`];
    return pattern.test(value) ? [] : [`${name} is "${value}"`];
  });
  const transport = String(headers['strict-transport-security'] ?? '');
  if (transport !== '' && !/includeSubDomains/i.test(transport))
    problems.push('strict-transport-security has no includeSubDomains');
  const cache = headers['cache-control'] ?? '';
  if (!cache.includes('no-store') && !(path.startsWith('/assets/') && cache.includes('immutable')))
    problems.push(`cache-control is "${cache}"`);
  for (const name of Object.keys(headers)) if (UNWANTED.test(name)) problems.push(`${name} is sent`);
  return problems;
}
