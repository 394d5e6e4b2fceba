import { cards } from '../support/cards.ts';
import { untilInteractive } from '../support/delayed-scripts.ts';
import { payInput } from '../support/pay-input.ts';
import type { Programs } from '../support/programs.ts';
import { expect, type Page, test } from './test.ts';

/** What is in the page, with the attributes in one order, and what its controls hold instead of what they began with. */
function drawn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const lines: string[] = [];
    const walk = (node: Node, depth: number) => {
      if (node instanceof Text && node.data !== '') lines.push(`${' '.repeat(depth)}${node.data}`);
      if (!(node instanceof Element)) return;
      const attributes = Array.from(node.attributes)
        .filter(({ name }) => !['value', 'defaultvalue', 'checked', 'selected'].includes(name))
        .map(({ name, value }) => `${name}="${value}"`)
        .sort();
      const holds = 'value' in node ? [`holding ${node.value}`] : [];
      lines.push(`${' '.repeat(depth)}<${[node.localName, ...attributes, ...holds].join(' ')}>`);
      // Their names differ between the server's tables and the browser's; the next test is about them.
      if (node.id === 'field-country') return;
      for (const child of node.childNodes) walk(child, depth + 1);
    };
    const root = document.getElementById('root');
    if (root !== null) walk(root, 0);
    return lines.join('\n');
  });
}

/** The page as the browser draws it alone: without what the server drew. */
async function undrawn(page: Page): Promise<void> {
  await page.route(/\/checkout\/[^/]+(\/return)?$/, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const body = html
      .replace(/<div id="root">[\s\S]*<\/div>(?=\s*<div id="late")/, '<div id="root"></div>')
      .replace('"drawn":true', '"drawn":false');
    await route.fulfill({ response, body });
  });
}

const states: Record<string, (sessionId: string, world: World) => Promise<unknown>> = {
  open: async () => {},
  expired: (sessionId, { programs }) => programs.service.sessions.expire.mutate({ sessionId }),
  paid: (sessionId, { programs, email }) => pay(programs, sessionId, { email, number: cards.good.number }),
  declined: (sessionId, { programs, email }) =>
    pay(programs, sessionId, { email, number: cards.declined.number }),
  'waiting for the bank': (sessionId, { programs, email }) =>
    pay(programs, sessionId, { email, number: cards.challenged.number }),
};

type World = { readonly programs: Programs; readonly email: string };

function pay({ shopper }: Programs, sessionId: string, { email, number }: { email: string; number: string }) {
  return shopper.checkout.pay.mutate(payInput(sessionId, number, email));
}

for (const [name, become] of Object.entries(states)) {
  test(`a session that is ${name}: the browser takes over what the server drew, and would have drawn the same`, async ({
    page,
    checkout,
    programs,
    email,
  }) => {
    const sessionId = await checkout.open();
    await become(sessionId, { programs, email });
    const settled = async () => {
      await untilInteractive(page);
      if (name !== 'expired' && name !== 'paid') await expect(checkout.button('Pay €59.99')).toBeVisible();
    };
    const answer = await page.reload();
    expect(await answer?.text(), 'drawn by the server').toMatch(/<h1[^>]*>[^<]/);
    await settled();
    const takenOver = await drawn(page);
    await undrawn(page);
    await page.reload();
    await settled();
    await expect.poll(() => drawn(page)).toBe(takenOver);
  });
}

test('the countries are those that the server drew, each with its own code', async ({ page, checkout }) => {
  const countries = () =>
    checkout
      .field('Country')
      .evaluate((select: HTMLSelectElement) =>
        Array.from(select.options, ({ value, text }) => [value, text]),
      );
  await checkout.open();
  await untilInteractive(page);
  const answer = await page.request.get(page.url(), { headers: { 'accept-language': 'en-GB' } });
  const written = (await answer.text()).matchAll(
    /<option[^>]* value="([A-Z]{2})">([^<]*)<|<option value="([A-Z]{2})"[^>]*>([^<]*)</g,
  );
  const byServer = Array.from(written, (match) => [match[1] ?? match[3], match[2] ?? match[4]]);
  expect(byServer).toHaveLength(249);
  expect((await countries()).map(([code, name]) => [code, name?.replace('&', '&amp;')])).toEqual(byServer);

  await checkout.field('Country').selectOption('HK');
  await checkout.field('Language').selectOption('de');
  await expect(page.getByRole('heading', { level: 1, name: 'Kasse' })).toBeVisible();
  await expect(page.locator('#field-country')).toHaveValue('HK');
  await expect(page.locator('#field-country option:checked')).toContainText('Hongkong');
});

test('the total comes with the page, and is asked for again only for another country', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  const known = { sessionId, billingCountry: 'GB', purchasingAsBusiness: false };
  await programs.shopper.checkout.quote.query(known);
  const quotes: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('checkout.quote')) quotes.push(request.url());
  });
  const answer = await page.reload();
  expect(await answer?.text()).toContain('>Pay €59.99</bdi></button>');
  await untilInteractive(page);
  await expect(checkout.button('Pay €59.99')).toBeVisible();
  expect(quotes).toEqual([]);
  await checkout.field('Country').selectOption('DE');
  await expect(checkout.button('Order with obligation to pay')).toHaveAccessibleDescription('Total €59.49');
  expect(quotes).toHaveLength(1);
});

test('the page asks for its session no second time, and for one language only', async ({
  page,
  checkout,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await checkout.open();
  await untilInteractive(page);
  await checkout.field('Country').selectOption('FR');
  await expect(checkout.button('Pay €59.99')).toBeVisible();
  expect(asked.filter((path) => path.includes('checkout.get'))).toEqual([]);
  expect(asked.filter((path) => /\/assets\/[a-z]{2}-/.test(path))).toHaveLength(1);
});

test('a language that was chosen is the one that the next page arrives in', async ({ page, checkout }) => {
  await checkout.open();
  await checkout.field('Language').selectOption('de');
  await expect(page.getByRole('heading', { level: 1, name: 'Kasse' })).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const answer = await page.reload();
  expect(await answer?.text()).toContain('<html lang="de" dir="ltr">');
  await untilInteractive(page);
  expect(asked.filter((path) => /\/assets\/(de|en)-/.test(path))).toEqual([expect.stringContaining('/de-')]);
});

for (const script of ['pages', 'check-form']) {
  test(`a changed script does not run: ${script}`, async ({ page, checkout, problems }) => {
    problems.allow(/integrity|Failed to load|dynamically imported/i);
    await page.route(`**/assets/${script}-*.js`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\nglobalThis.changed = true;` });
    });
    const refused = page.waitForEvent('console', (message) => /integrity/i.test(message.text()));
    await checkout.open();
    await refused;
    expect(await page.evaluate(() => Reflect.get(globalThis, 'changed'))).toBeUndefined();
  });
}
