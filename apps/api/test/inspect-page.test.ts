import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Fastify, { type FastifyReply } from 'fastify';
import { expect, test } from 'vitest';
import { inspectPublicPage } from '../src/pages/integrity/inspect-public-page.ts';
import { readScriptInventory, type ScriptInventory } from '../src/pages/integrity/script-inventory.ts';
import { pageHeaders } from '../src/pages/security-headers.ts';
import { BUILT_HTML, type BuiltPage, buildPage } from './support/built-page.ts';

const COMMAND = fileURLToPath(new URL('../src/commands/inspect-page.ts', import.meta.url));
const run = promisify(execFile);

type Site = AsyncDisposable & {
  readonly url: string;
  readonly page: BuiltPage;
  readonly inventory: ScriptInventory;
};

/** A built page behind something that may change what it sends: a proxy, a CDN, an intruder. */
async function startSite(
  change: (reply: FastifyReply, path: string) => string | undefined = () => undefined,
): Promise<Site> {
  const page = await buildPage();
  const inventory = await readScriptInventory(page.folder);
  if (inventory === null) throw new Error('The built page has no inventory');
  const headers = pageHeaders({ inventory, publicUrl: 'http://127.0.0.1' });
  const app = Fastify();
  app.get('/assets/:name', async (request, reply) => {
    reply.type('text/javascript');
    return change(reply, request.url) ?? readFile(`${page.folder}${request.url}`);
  });
  app.get('/*', async (request, reply) => {
    reply.headers(headers).type('text/html');
    return change(reply, request.url) ?? BUILT_HTML;
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    page,
    inventory,
    async [Symbol.asyncDispose]() {
      await app.close();
      await page[Symbol.asyncDispose]();
    },
  };
}

const inspect = ({ url, inventory }: Site) => inspectPublicPage({ publicUrl: url, inventory, fetch });

test('a page that arrives as it was built shows no difference', async () => {
  await using site = await startSite();
  expect(await inspect(site)).toEqual([]);
});

test.each<[string, (reply: FastifyReply, path: string) => string | undefined, RegExp]>([
  [
    'a header is missing',
    (reply) => {
      reply.removeHeader('content-security-policy');
      return undefined;
    },
    /^\/ comes without content-security-policy$/,
  ],
  [
    'a header allows more',
    (reply) => {
      reply.header('content-security-policy', "script-src 'self' https://evil.example");
      return undefined;
    },
    /^\/ comes with another content-security-policy: script-src 'self' https:\/\/evil\.example$/,
  ],
  [
    'a cookie is set',
    (reply) => {
      reply.header('set-cookie', 'a=b');
      return undefined;
    },
    /^\/ comes with set-cookie$/,
  ],
  [
    'a script is slipped into the page of a session alone',
    (_reply, path) =>
      path.startsWith('/checkout/')
        ? BUILT_HTML.replace('</body>', '<script src="https://evil.example/skim.js"></script></body>')
        : undefined,
    /^\/checkout\/… runs a script from elsewhere: https:\/\/evil\.example$/,
  ],
  [
    'a script arrives changed where it is asked for compressed',
    (reply, path) =>
      path === '/assets/late.js' && reply.request.headers['accept-encoding'] === 'gzip'
        ? 'steal()'
        : undefined,
    /^\/assets\/late\.js is not the script of the inventory \(asked for as gzip\)$/,
  ],
  [
    'a script is gone',
    (reply, path) => {
      if (path === '/assets/main.js') reply.code(404);
      return path === '/assets/main.js' ? '' : undefined;
    },
    /^\/assets\/main\.js answers 404$/,
  ],
  [
    'the page sends the shopper on',
    (reply) => {
      if (reply.request.url === '/') reply.redirect('https://evil.example/');
      return reply.request.url === '/' ? '' : undefined;
    },
    /^\/ answers 302$/,
  ],
])('it is told when %s', async (_what, change, sentence) => {
  await using site = await startSite(change);
  const differences = await inspect(site);
  expect(differences.filter((difference) => sentence.test(difference))).toHaveLength(1);
});

test('a change for browsers alone is met, because it asks as one', async () => {
  await using site = await startSite((reply) =>
    reply.request.headers['user-agent']?.includes('Chrome/') === true &&
    reply.request.headers['sec-fetch-dest'] === 'document'
      ? BUILT_HTML.replace('<div ', '<div onclick="steal()" ')
      : undefined,
  );
  expect((await inspect(site)).join()).toMatch(/onclick/);
});

test('the command ends with 0, 1 or 2: as built, changed, not to be looked at', async () => {
  await using site = await startSite();
  const command = (...args: string[]) =>
    run(process.execPath, [COMMAND, ...args]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  expect(await command(site.url, site.page.folder)).toEqual({
    code: 0,
    stdout: `${site.url}: 2 scripts looked at, 0 differences.\n`,
  });
  await site.page.write('assets/late.js', 'steal()');
  const [changed, unreachable] = await Promise.all([
    command(site.url, site.page.folder),
    command('http://127.0.0.1:9', site.page.folder),
  ]);
  expect(changed).toMatchObject({ code: 1 });
  expect(changed.stdout).toContain('/assets/late.js is not the script of the inventory');
  expect(unreachable).toMatchObject({ code: 2 });
});
