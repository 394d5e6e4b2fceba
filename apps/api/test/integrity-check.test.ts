import { join } from 'node:path';
import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';
import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { webApp } from '../src/http/pages.ts';
import { createLog } from '../src/log.ts';
import { startIntegrityCheck } from '../src/pages/integrity/integrity-check.ts';
import { BUILT_HTML, buildPage } from './support/built-page.ts';
import { SERVICE_TOKEN, startWorld } from './support/world.ts';

const log = createLog('silent');
const publicUrl = 'https://pay.shop.example';
const guard = async (webFolder: string) => {
  const registry = new Registry();
  const check = await startIntegrityCheck({ webFolder, publicUrl, registry, log });
  return { ...check, metrics: () => registry.metrics() };
};

const evil = '<script src="https://evil.example/skim.js"></script>';

test('a page as it was built is served, and counted as such', async () => {
  await using page = await buildPage();
  using guarded = await guard(page.folder);
  expect(await guarded.metrics()).toContain('checkout_script_inventory_mismatch 0');
  expect(guarded.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[\w+/]{43}='/);
  expect(guarded.headers['content-security-policy']).toMatch(/style-src 'self' 'sha256-[\w+/]{43}='/);
});

test.each([
  ['a script was changed', 'assets/main.js', 'steal()', /main\.js is not the script of the inventory/],
  [
    'the page runs a script from elsewhere',
    'index.html',
    BUILT_HTML.replace('</head>', `${evil}</head>`),
    /runs a script from elsewhere: https:\/\/evil\.example/,
  ],
  [
    'the page has another inline script',
    'index.html',
    BUILT_HTML.replace('</body>', '<script>steal()</script></body>'),
    /inline script that is not in the inventory/,
  ],
  [
    'the page states no integrity',
    'index.html',
    BUILT_HTML.replace(/ integrity="[^"]+"/, ''),
    /main\.js without checking its integrity/,
  ],
  [
    'the page states another integrity',
    'index.html',
    BUILT_HTML.replace(/ integrity="[^"]+"/, ` integrity="sha384-${'A'.repeat(64)}"`),
    /another integrity for \/assets\/main\.js/,
  ],
  [
    'the page handles an event by itself',
    'index.html',
    BUILT_HTML.replace('<div ', '<div onclick="steal()" '),
    /an event-handler attribute, onclick, on <div>/,
  ],
  [
    'the page has a frame',
    'index.html',
    BUILT_HTML.replace('<div ', '<iframe src="/x"></iframe><div '),
    /<iframe>/,
  ],
  [
    'only the compressed form of a script was changed',
    'assets/main.js.br',
    'steal()',
    /main\.js is not the script of the inventory \(\.br\)/,
  ],
])('when %s the start is refused', async (_what, path, content, sentence) => {
  await using page = await buildPage();
  await page.write(path, content);
  await expect(guard(page.folder)).rejects.toThrow(sentence);
});

test('a script of an earlier build stops nothing, and is not served; one that comes later is counted', async () => {
  await using page = await buildPage();
  await page.write('assets/earlier.js', 'stale()');
  await page.write('assets/earlier.js.gz', 'stale()');
  using guarded = await guard(page.folder);
  expect(guarded.unserved).toEqual(['/assets/earlier.js', '/assets/earlier.js.gz']);
  expect(await guarded.check()).toEqual([]);
  const app = Fastify();
  await app.register(webApp, {
    root: page.folder,
    serverFolder: join(page.folder, 'nothing'),
    unserved: guarded.unserved,
    headers: guarded.headers,
    reader: { session: async () => 'missing', quote: async () => null, merchant: async () => PLAIN_MERCHANT },
    store: true,
    testMode: false,
    log,
  });
  const contentOf = async (url: string) =>
    (await app.inject({ url, headers: { accept: 'text/html', 'accept-encoding': 'gzip' } })).headers[
      'content-type'
    ];
  expect(await contentOf('/assets/main.js')).toContain('javascript');
  expect(await contentOf('/assets/earlier.js')).toContain('html');
  await app.close();
  await page.write('assets/skim.js', 'steal()');
  expect(await guarded.check()).toEqual(['/assets/skim.js is not in the inventory']);
});

test('a script that went away refuses the start, and so does an inventory that cannot be read', async () => {
  await using page = await buildPage();
  await page.remove('assets/late.js');
  await expect(guard(page.folder)).rejects.toThrow('/assets/late.js is missing');
  await page.write('script-inventory.json', '{"scripts":[{"path":"https://evil.example/x.js"}]}');
  await expect(guard(page.folder)).rejects.toThrow();
});

test('a change under a running process is counted, and so is its end', async () => {
  await using page = await buildPage();
  using guarded = await guard(page.folder);
  await page.write('index.html', BUILT_HTML.replace('</head>', `${evil}</head>`));
  expect(await guarded.check()).toHaveLength(1);
  expect(await guarded.metrics()).toContain('checkout_script_inventory_mismatch 1');
  await page.write('index.html', BUILT_HTML);
  expect(await guarded.check()).toEqual([]);
  expect(await guarded.metrics()).toContain('checkout_script_inventory_mismatch 0');
});

test('a build without an inventory is counted, and gets the strictest policy', async () => {
  await using page = await buildPage();
  await page.remove('script-inventory.json');
  using guarded = await guard(page.folder);
  expect(await guarded.metrics()).toContain('checkout_script_inventory_mismatch 1');
  expect(guarded.headers['content-security-policy']).toContain("script-src 'self'; style-src 'self';");
});

test('no web app, nothing to differ', async () => {
  await using page = await buildPage();
  using guarded = await guard(join(page.folder, 'nothing'));
  expect(await guarded.metrics()).toContain('checkout_script_inventory_mismatch 0');
});

test('every answer of a procedure is shut, and reports reach the metrics', async () => {
  await using world = await startWorld();
  const answer = await fetch(`${world.api.url}/trpc/catalog.list`);
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect(answer.headers.get('strict-transport-security')).toBeNull();

  const report = { 'csp-report': { 'effective-directive': 'script-src-elem', 'blocked-uri': 'inline' } };
  const sent = await fetch(`${world.api.url}/csp-reports`, {
    method: 'POST',
    body: JSON.stringify(report),
    headers: { 'content-type': 'application/csp-report' },
  });
  expect(sent.status).toBe(204);
  const metrics = await fetch(`${world.api.url}/metrics`, {
    headers: { authorization: `Bearer ${SERVICE_TOKEN}` },
  });
  const text = await metrics.text();
  expect(text).toContain('checkout_csp_violations_total{directive="script-src-elem",blocked="inline"} 1\n');
  expect(text).toMatch(/^checkout_script_inventory_mismatch \d+$/m);
});
