import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cards } from '../support/cards.ts';
import { PRO_PLAN } from '../support/checkout-page.ts';
import { payInput } from '../support/pay-input.ts';
import { expect, type Page, test } from './test.ts';

/** Each ends with an element, and with a comment by which it is known to have been read. */
function piecesOf(html: string): string[] {
  const [head = '', body = ''] = html.split(/(?<=<body>)/);
  return [head, ...body.split(/(?<=<\/(?:label|h\d|p|span|div|section|dl|details|svg|ul|select)>)/)].map(
    (piece, index) => `${piece}<!--piece ${index}-->`,
  );
}

/** Until it has been read, and what came of it has been drawn. */
function drawn(page: Page, index: number): Promise<unknown> {
  return page.waitForFunction(async (name) => {
    const comments = document.createNodeIterator(document, NodeFilter.SHOW_COMMENT);
    for (let comment = comments.nextNode(); comment !== null; comment = comments.nextNode()) {
      if (comment.nodeValue !== name) continue;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return true;
    }
    return false;
  }, `piece ${index}`);
}

const PAGES: Readonly<Record<string, { language: string; isPaid?: true }>> = {
  'a checkout': { language: 'en' },
  'a checkout in German': { language: 'de' },
  'a checkout in Arabic': { language: 'ar' },
  'a receipt': { language: 'en', isPaid: true },
};

for (const [name, { language, isPaid = false }] of Object.entries(PAGES))
  test(`${name} that comes piece by piece never moves what is there already @phone`, async ({
    page,
    programs: { shopper },
    email,
  }) => {
    const { sessionId, url } = await shopper.checkout.create.mutate({
      items: [{ sku: PRO_PLAN.sku, quantity: 1 }],
    });
    if (isPaid) await shopper.checkout.pay.mutate(payInput(sessionId, cards.good.number, email));
    const html = await (await fetch(url, { headers: { 'accept-language': language } })).text();
    expect(await shiftsOf(page, piecesOf(html))).toEqual([]);
  });

/** What has moved while they came. */
async function shiftsOf(page: Page, pieces: readonly string[]): Promise<unknown> {
  const answered = Promise.withResolvers<ServerResponse>();
  await using stack = new AsyncDisposableStack();
  // Nothing but the page is ever answered.
  const server = createServer((request, response) => {
    if (request.url !== '/') return;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    answered.resolve(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stack.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Reflect.set(globalThis, 'shifts', shifts);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const moved: unknown[] = Reflect.get(entry, 'sources');
        for (const source of moved) {
          const node: unknown = Reflect.get(Object(source), 'node');
          shifts.push(node instanceof Element ? node.outerHTML.slice(0, 200) : 'a text');
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const { port } = server.address() as AddressInfo;
  const going = page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit' });
  const response = await answered.promise;
  for (const [index, piece] of pieces.entries()) {
    response.write(piece);
    if (index === 0) await going;
    await drawn(page, index);
  }
  expect(pieces.length).toBeGreaterThan(30);
  const shifts = await page.evaluate(() => Reflect.get(globalThis, 'shifts'));
  await page.goto('about:blank');
  return shifts;
}
