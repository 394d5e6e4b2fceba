import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SessionView } from '@checkout/schemas/session';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppError } from '../app-error.ts';
import { type PageAddress, pageAddress } from '../pages/page-address.ts';
import { encodePage } from '../pages/page-encoding.ts';
import type { PageReader } from '../pages/page-reader.ts';
import type { PageRenderer, PageRequest } from '../pages/page-renderer.ts';
import { type Headers, withStyle } from '../pages/security-headers.ts';

export type WebAppOptions = {
  /** The folder of the built files. */
  readonly root: string;
  /** URL paths that answer 404 although there are files for them. */
  readonly unserved: readonly string[];
  /** The folder of the build that renders the pages. */
  readonly serverFolder: string;
  /** Sent with every page; a merchant's own style sheet is allowed besides. */
  readonly headers: Headers;
  readonly reader: PageReader;
  /** Whether there is a demo store; without it `/` is a page that does not exist. */
  readonly store: boolean;
  /** Whether payments are only simulated, which every page says. */
  readonly testMode: boolean;
  readonly log: Logger;
};

/** The built web app: its files, which never change, and its pages, rendered for each request. */
export async function webApp(app: FastifyInstance, options: WebAppOptions): Promise<void> {
  const { root, log, store, testMode } = options;
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    // The build leaves a .br and a .gz beside each file.
    preCompressed: true,
    // Only the server uses these.
    globIgnore: ['**/*.{br,gz,html,json}', ...options.unserved.map((path) => path.slice(1))],
    setHeaders(reply, path) {
      const hashed = /[/\\]assets[/\\]/.test(path);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('vary', 'accept-encoding');
    },
  });
  const built = await readFile(join(root, 'index.html'), 'utf8');
  const shell = testMode ? built.replace('<body>', `<body>${TEST_MODE}`) : built;
  const renderer = await loadRenderer(options, shell);

  app.get('/*', async (request, reply) => {
    const address = pageAddress(request.url, { store });
    const { headers } = request;
    // A program that has the wrong address reads no page.
    if (address.kind === 'missing' && headers.accept?.includes('text/html') !== true)
      throw new AppError('NOT_FOUND');
    const acceptLanguage = headers['accept-language'];
    const country = safely(null, log, () => renderer.billingCountry(acceptLanguage));
    const { session, quote, merchant } = await readFor(address, country, options);
    const missing = address.kind === 'missing' || session === 'missing';
    const { html, style } = safely({ html: shell, style: null }, log, () =>
      renderer.draw({
        ...address,
        session,
        quote,
        merchant,
        store,
        testMode,
        acceptLanguage,
        cookies: headers.cookie,
      }),
    );
    const { body, encoding } = await encodePage(html, headers['accept-encoding']);
    if (encoding !== null) reply.header('content-encoding', encoding);
    return reply
      .code(missing ? 404 : 200)
      .headers(withStyle(options.headers, style))
      .header('cache-control', 'no-store')
      .header('vary', 'accept-encoding')
      .type('text/html; charset=utf-8')
      .send(body);
  });
}

/** On a page that could not be rendered; the others say it in their own language. */
const TEST_MODE = '<p class="test-mode">Test mode: payments are simulated, and no card is charged.</p>';

/** Null for what cannot be read now: the page is then sent without it, and the browser asks for it. */
async function readFor(
  { kind, sessionId }: PageAddress,
  country: string | null,
  { reader, log }: WebAppOptions,
): Promise<Pick<PageRequest, 'session' | 'quote' | 'merchant'>> {
  if (kind !== 'checkout' || sessionId === null)
    return { session: null, quote: null, merchant: await reader.merchant(sessionId) };
  const session = await reader.session(sessionId).catch((err: unknown) => {
    log.warn({ err }, 'a page was served without its session');
    return null;
  });
  if (session === null || session === 'missing')
    return { session, quote: null, merchant: await reader.merchant(null) };
  const quote = hasForm(session) ? await reader.quote(session, country) : null;
  return { session, quote, merchant: session.merchant ?? (await reader.merchant(sessionId)) };
}

/** A session that is over is quoted no more. */
function hasForm({ status }: SessionView): boolean {
  return ['open', 'processing'].includes(status);
}

/** Where rendering fails, the static page is sent, and the browser renders it. */
function safely<Drawn>(instead: Drawn, log: Logger, draw: () => Drawn): Drawn {
  try {
    return draw();
  } catch (err) {
    log.error({ err }, 'a page could not be rendered');
    return instead;
  }
}

/** Without that build, every page is the static one. */
async function loadRenderer({ serverFolder, log }: WebAppOptions, shell: string): Promise<PageRenderer> {
  const file = join(serverFolder, 'render-page.js');
  if (existsSync(file)) {
    const { loadPageRenderer } = await import(pathToFileURL(file).href);
    return loadPageRenderer();
  }
  log.warn({ file }, 'the web app is built only in part: its pages are rendered by the browser');
  return { billingCountry: () => null, draw: () => ({ html: shell, style: null }) };
}
