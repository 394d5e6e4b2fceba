import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { Deps } from '../src/deps.ts';
import { webApp } from '../src/http/pages.ts';
import { createLog } from '../src/log.ts';
import { createPageReader } from '../src/pages/page-reader.ts';
import { buildPage } from './support/built-page.ts';
import { newSession, startWorld } from './support/world.ts';

const renderer = (draw: string) =>
  `export const loadPageRenderer = async () => ({ billingCountry: (languages) => languages ?? null, draw: ${draw} });`;
/** Stands for the build of apps/web: says what it was asked to draw. Its readers' language is their country. */
const SAYS_WHAT_IT_GOT = renderer('(asked) => ({ html: JSON.stringify(asked), style: null })');
const BREAKS = renderer("() => { throw new Error('cannot draw'); }");
const KNOWS_NO_COUNTRY = SAYS_WHAT_IT_GOT.replace('languages ?? null', "{ throw new Error('cannot tell'); }");

async function startPages(deps: Deps, renderer: string | null = SAYS_WHAT_IT_GOT, store = true) {
  await using starting = new AsyncDisposableStack();
  const { folder } = starting.use(await buildPage());
  if (renderer !== null) await writeFile(join(folder, 'render-page.js'), renderer);
  const app = Fastify();
  starting.defer(() => app.close());
  await app.register(webApp, {
    root: folder,
    serverFolder: folder,
    unserved: [],
    headers: { 'content-security-policy': "default-src 'none'" },
    reader: createPageReader(deps),
    store,
    testMode: true,
    log: createLog('silent'),
  });
  const running = starting.move();
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { accept: 'text/html', ...headers } });
  return { get, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

test('a page is drawn with exactly what checkout.get answers, and with the languages of its reader', async () => {
  await using world = await startWorld();
  await using pages = await startPages(world.api.deps);
  const sessionId = await newSession(world.shopper);
  const answer = await pages.get(`/checkout/${sessionId}?from=mail`, {
    'accept-language': 'fr',
    cookie: 'language=de',
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'content-type': 'text/html; charset=utf-8',
  });
  expect(answer.json()).toEqual({
    path: `/checkout/${sessionId}`,
    kind: 'checkout',
    sessionId,
    session: await world.shopper.checkout.get.query({ sessionId }),
    quote: null,
    merchant: PLAIN_MERCHANT,
    store: true,
    testMode: true,
    acceptLanguage: 'fr',
    cookies: 'language=de',
  });
});

test('a page has the quote for where its reader is, once the rate of that country is known', async () => {
  await using world = await startWorld({ INFLOW_TIMEOUT_MS: '2000' });
  await using pages = await startPages(world.api.deps);
  const sessionId = await newSession(world.shopper);
  const quoteFor = async (country: string) => {
    const answer = await pages.get(`/checkout/${sessionId}`, { 'accept-language': country });
    expect([answer.statusCode, answer.json().session]).toEqual([200, expect.objectContaining({ sessionId })]);
    return answer.json().quote;
  };
  const quote = { sessionId, billingCountry: 'FR', purchasingAsBusiness: false };
  await expect.poll(() => quoteFor('FR')).toEqual(await world.shopper.checkout.quote.query(quote));
  expect(await quoteFor('nowhere')).toBeNull();

  await world.sandbox.control.faults.add({ operation: 'tax', kind: 'hang' });
  expect(await quoteFor('DE'), 'no request waits for it').toBeNull();
  await expect.poll(() => quoteFor('FR'), { message: 'what is known' }).not.toBeNull();
  await world.service.sessions.expire.mutate({ sessionId });
  expect(await quoteFor('FR'), 'there is no form for it').toBeNull();
});

test('where the build that draws cannot tell the country, its pages come without the total', async () => {
  await using world = await startWorld();
  await using pages = await startPages(world.api.deps, KNOWS_NO_COUNTRY);
  const sessionId = await newSession(world.shopper);
  const answer = await pages.get(`/checkout/${sessionId}`, { 'accept-language': 'FR' });
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    expect.objectContaining({ sessionId, quote: null }),
  ]);
});

test('what is not there is said with 404, and nothing is read for the other pages', async () => {
  await using world = await startWorld();
  await using pages = await startPages(world.api.deps);
  const unknown = `cs_${'a'.repeat(32)}`;
  const seen = async (url: string) => {
    const answer = await pages.get(url);
    const { kind, session } = answer.json();
    return [answer.statusCode, kind, session];
  };
  expect(await seen(`/checkout/${unknown}`)).toEqual([404, 'checkout', 'missing']);
  expect(await seen('/checkout/%3Cscript%3E')).toEqual([404, 'checkout', 'missing']);
  expect(await seen('/nowhere')).toEqual([404, 'missing', null]);
  expect(await seen('/')).toEqual([200, 'store', null]);
  expect(await seen(`/checkout/${unknown}/return`)).toEqual([200, 'return', null]);
});

test('without a store its page does not exist', async () => {
  await using world = await startWorld();
  await using pages = await startPages(world.api.deps, SAYS_WHAT_IT_GOT, false);
  const answer = await pages.get('/');
  expect([answer.statusCode, answer.json()]).toEqual([
    404,
    expect.objectContaining({ kind: 'missing', store: false }),
  ]);
});

test('a database that is away leaves the session to the browser', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const other = await world.startNode();
  await using pages = await startPages(other.deps);
  await other.close();
  const answer = await pages.get(`/checkout/${sessionId}`);
  expect([answer.statusCode, answer.json().session]).toEqual([200, null]);
});

test.each([
  ['breaks', BREAKS],
  ['is missing', null],
])('where the build that draws %s, the page is the static one', async (_what, renderer) => {
  await using world = await startWorld();
  await using pages = await startPages(world.api.deps, renderer);
  const answer = await pages.get('/');
  expect([answer.statusCode, answer.body]).toEqual([200, expect.stringContaining('<div id="root"></div>')]);
  expect(answer.body).toContain('Test mode: payments are simulated');
});

test('a page is compressed as its reader can read it', async () => {
  await using world = await startWorld();
  await using pages = await startPages(world.api.deps);
  const read = async (accepted: string) => {
    const { headers, rawPayload } = await pages.get('/', { 'accept-encoding': accepted });
    return { coding: headers['content-encoding'], rawPayload };
  };
  const plain = await read('identity');
  expect(plain.coding).toBeUndefined();
  const br = await read('gzip, deflate, br;q=0.9');
  expect([br.coding, brotliDecompressSync(br.rawPayload)]).toEqual(['br', plain.rawPayload]);
  const gzip = await read('gzip;q=1, br;q=0');
  expect([gzip.coding, gunzipSync(gzip.rawPayload)]).toEqual(['gzip', plain.rawPayload]);
});

test('files never change and come compressed by the build; what only the server uses is not served', async () => {
  await using world = await startWorld();
  await using pages = await startPages(world.api.deps);
  const script = await pages.get('/assets/main.js', { 'accept-encoding': 'br' });
  expect(script.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'br',
    vary: 'accept-encoding',
    etag: expect.any(String),
  });
  const again = await pages.get('/assets/main.js', {
    'accept-encoding': 'br',
    'if-none-match': String(script.headers.etag),
  });
  expect(again.statusCode).toBe(304);
  for (const path of ['/script-inventory.json', '/assets/main.js.br', '/render-page.js.map'])
    expect((await pages.get(path)).statusCode).toBe(404);
});
