import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Finding } from './finding.ts';
import type { ScannedProduct } from './scanned-product.ts';
import { runTool } from './tools.ts';

/** All but those that load a list from the network (nikto, wapp), guess passwords, or guess names of files (buster). */
const MODULES = [
  ...['backup', 'blindsql', 'cookieflags', 'crlf', 'csp', 'csrf', 'exec', 'file', 'htaccess', 'http_headers'],
  ...['methods', 'permanentxss', 'redirect', 'shellshock', 'sql', 'ssrf', 'xss', 'xxe'],
];

const CLOSED = 'http://127.0.0.1:9';

export type WapitiOptions = {
  /** For the crawl and for each module. */
  readonly seconds: number;
};

/** Crawls from the store and from every other kind of URL, and attacks their queries, forms and headers. */
export async function wapiti(
  file: string,
  product: ScannedProduct,
  { seconds }: WapitiOptions,
): Promise<Finding[]> {
  await using endpoint = await startEndpoint();
  const { url, sessionId, folder } = product;
  const input = encodeURIComponent(JSON.stringify({ sessionId }));
  const report = join(folder, 'wapiti.json');
  const starts = [
    `/checkout/${sessionId}?from=shop`,
    `/checkout/${sessionId}/return?paymentId=pay_1&status=success`,
    '/no-such-page?page=1',
    `/trpc/checkout.get?input=${input}`,
    `/trpc/checkout.get,checkout.get?batch=1&input=${input}`,
    '/trpc/sessions.list?input=%7B%7D',
    '/trpc/no.such.procedure?input=1',
    '/webhooks/inflow?id=1',
    '/csp-reports?id=1',
    '/healthz?full=1',
    '/readyz?full=1',
    '/metrics?name=process',
  ];
  const bounds = ['--max-scan-time', seconds, '--max-attack-time', seconds, '-t', 10].map(String);
  const { output, isCutOff, code } = await runTool({
    file,
    args: [
      ...['-u', `${url}/`, '--scope', 'folder', '-m', MODULES.join(','), ...bounds],
      ...starts.flatMap((path) => ['-s', `${url}${path}`]),
      ...['--endpoint', endpoint.url, '--no-bugreport', '--flush-session', '-v', '1'],
      ...['--store-session', join(folder, 'wapiti'), '--store-config', join(folder, 'wapiti-config')],
      ...['-f', 'json', '-o', report],
    ],
    // It keeps lists below its home, and tries to load those of modules that are not used: from a closed port here.
    env: { HOME: folder, http_proxy: CLOSED, https_proxy: CLOSED, no_proxy: '127.0.0.1' },
    withinMs: seconds * 1000 * (MODULES.length + 2),
  });
  const tried = `${MODULES.length} modules, ${starts.length + 1} URLs to start from`;
  if (isCutOff || code !== 0)
    return [{ tool: 'wapiti', tried, finding: `ended with ${code}: ${output.slice(-500)}` }];
  const findings = [
    ...findingsIn(await readFile(report, 'utf8')),
    ...(endpoint.calls.length > 0 ? [`the api called a URL that it was given: ${endpoint.calls[0]}`] : []),
  ];
  if (findings.length === 0) return [{ tool: 'wapiti', tried, finding: null }];
  return findings.map((finding) => ({ tool: 'wapiti', tried, finding }));
}

const OF_HEADERS: ReadonlySet<string> = new Set([
  'HTTP Secure Headers',
  'Content Security Policy Configuration',
]);

type Entry = { readonly info: string; readonly path: string };
type Report = Readonly<Record<'vulnerabilities' | 'anomalies', Readonly<Record<string, readonly Entry[]>>>>;

/** One for each kind, with its first place: a fault that every URL has is one fault. */
function findingsIn(json: string): string[] {
  const { vulnerabilities, anomalies }: Report = JSON.parse(json);
  const kinds = [vulnerabilities, anomalies].flatMap((each) => Object.entries(each));
  return kinds.flatMap(([category, entries]) => {
    // These name what they are about, and are not one kind.
    if (OF_HEADERS.has(category)) return entries.map(({ info }) => `${category}: ${info}`);
    const [first, ...others] = entries;
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return [`${category}: ${first.info} (${first.path}${more})`];
  });
}

/** Where the modules ssrf and xxe try to make the api call. They ask it for what came, which it always denies: `calls` has it. */
async function startEndpoint() {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const { url = '' } = request;
    if (!/^\/get_(ssrf|xxe)\.php/.test(url)) calls.push(`${request.method} ${url}`);
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls: calls as readonly string[],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
