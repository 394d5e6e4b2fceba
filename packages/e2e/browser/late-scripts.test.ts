import { expectAccessible } from '../support/accessibility.ts';
import { cards, grouped } from '../support/cards.ts';
import type { CheckoutPage } from '../support/checkout-page.ts';
import { delayScripts, untilInteractive } from '../support/delayed-scripts.ts';
import { chargesOf } from '../support/ledger.ts';
import { countCalls } from '../support/page-calls.ts';
import { expect, type Page, test } from './test.ts';

const late = (page: Page) => page.getByText('This page is not ready');
const SCRIPTS = '**/assets/*.js';

/** The document as it comes through a proxy that changes it. */
async function changeDocument(page: Page, change: (html: string) => string): Promise<void> {
  await page.route(/\/checkout\/[^/]+$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

const WAYS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'are blocked': (page) => page.route(SCRIPTS, (route) => route.abort('blockedbyclient')),
  'do not come': (page) => page.route(SCRIPTS, () => {}),
  'come as an error page': (page) =>
    page.route(SCRIPTS, (route) =>
      route.fulfill({ status: 503, body: '<h1>Busy</h1>', contentType: 'text/html' }),
    ),
  'are changed on the way': (page) =>
    page.route(SCRIPTS, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\nconsole.info("a proxy was here");` });
    }),
  'are put off by a proxy that changes their type': (page) =>
    changeDocument(page, (html) => html.replaceAll('type="module"', 'type="hash-module"')),
  'are taken out by a proxy': (page) =>
    changeDocument(page, (html) => html.replaceAll(/<script type="module"[^>]*><\/script>/g, '')),
  'lack what an older browser does not have': (page) =>
    page.addInitScript(() => Object.defineProperty(Object, 'hasOwn', { value: undefined })),
};

for (const [name, happen] of Object.entries(WAYS)) {
  test(`late scripts: the page says so when they ${name}, and the card goes nowhere`, async ({
    page,
    checkout,
    problems,
  }) => {
    problems.allow(/./);
    await happen(page);
    await checkout.open('commit');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url());
    });
    await checkout.fill({ card: cards.good });
    await checkout.field('CVC').press('Enter');
    await expect(late(page)).toBeVisible();
    expect(sent.filter((url) => !url.endsWith('/csp-reports'))).toEqual([]);
  });
}

test('late scripts: the notice is accessible, moves nothing, and leads to a page that works @phone', async ({
  page,
  checkout,
  programs,
  problems,
}) => {
  problems.allow(/ERR_FAILED/);
  await page.route(SCRIPTS, (route) => route.abort());
  const sessionId = await checkout.open();
  const place = () => checkout.field('Card number').boundingBox();
  const before = await place();
  await expect(late(page)).toBeVisible();
  expect(await place()).toEqual(before);
  await expectAccessible(page);
  await page.unroute(SCRIPTS);
  await page.getByRole('link', { name: 'Try again' }).click();
  await untilInteractive(page);
  await expect(late(page)).toBeHidden();
  await payWithGoodCard(checkout);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('late scripts: what was typed is there after loading again, twice if need be, and the card is not', async ({
  page,
  checkout,
  problems,
}) => {
  problems.allow(/ERR_FAILED/);
  await page.route(SCRIPTS, (route) => route.abort());
  await checkout.open();
  await checkout.fill({ card: cards.good, email: 'ada@example.com', country: 'US' });
  await checkout.field('I’m purchasing as a business').check();
  const again = page.getByRole('link', { name: 'Try again' });
  await expect(again).toBeVisible();
  await expect(page.getByText('What you typed is kept')).toBeVisible();
  for (const load of ['without scripts', 'with scripts']) {
    if (load === 'with scripts') await page.unroute(SCRIPTS);
    await again.click();
    await expect(again).toBeHidden();
    await expect(checkout.field('Email')).toHaveValue('ada@example.com');
    await expect(checkout.field('Country')).toHaveValue('US');
    for (const name of ['Card number', 'Expiry', 'CVC']) await expect(checkout.field(name)).toHaveValue('');
    if (load === 'without scripts') await expect(again).toBeVisible();
  }
  await untilInteractive(page);
  // Fields that only the page's code draws follow from what was kept.
  await expect(checkout.field('Business name')).toBeVisible();
  await expect(checkout.field('ZIP code')).toBeVisible();
  expect(
    await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('typed:'))),
  ).toEqual([]);
});

test('late scripts: no digits of a card are kept, from any field', async ({ page, checkout, problems }) => {
  problems.allow(/ERR_FAILED/);
  await page.route(SCRIPTS, (route) => route.abort());
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good, email: 'ada@example.com' });
  await checkout.field('Name on card').fill(grouped(cards.good.number));
  await page.reload();
  // The next load has taken the entry up by now; a page of another path has not.
  await checkout.field('Name on card').fill(`${cards.good.number} ${cards.good.cvc}`);
  await checkout.typeCard(cards.good);
  await page.goto('/');
  const kept = await page.evaluate((id) => sessionStorage.getItem(`typed:/checkout/${id}`), sessionId);
  expect(Object.keys(JSON.parse(kept ?? '')).toSorted()).toEqual(['country', 'email']);
});

test('late scripts: what stands in the storage by mistake is ignored', async ({
  page,
  checkout,
  problems,
}) => {
  problems.allow(/ERR_FAILED/);
  await page.route(SCRIPTS, (route) => route.abort());
  const sessionId = await checkout.open();
  for (const entry of ['{', 'null', '[1]', '{"email":5,"country":"nowhere","cvc":"123"}']) {
    // After the page has gone, so that it does not write its own.
    await page.goto('/');
    await page.evaluate(
      ([id, text]) => sessionStorage.setItem(`typed:/checkout/${id}`, text ?? ''),
      [sessionId, entry],
    );
    await page.goto(`/checkout/${sessionId}`);
    await expect(checkout.field('Email')).toHaveValue('');
    await expect(checkout.field('Country')).toHaveValue('GB');
    await expect(checkout.field('CVC')).toHaveValue('');
  }
});

test('late scripts: the notice goes away when they come after all', async ({ page, checkout }) => {
  const release = await delayScripts(page);
  await checkout.open('commit');
  await expect(late(page)).toBeVisible();
  await release();
  await expect(late(page)).toHaveCount(0);
});

test('late scripts: without the rules of the form nothing is sent, and a reload brings them', async ({
  page,
  checkout,
  problems,
}) => {
  problems.allow(/ERR_FAILED/);
  const rules = /\/assets\/(check-form|contracts)-/;
  await page.route(rules, (route) => route.abort());
  await checkout.open();
  await untilInteractive(page);
  const pays = countCalls(page, 'checkout.pay');
  await checkout.fill({ card: cards.good });
  await checkout.pay();
  await expect(checkout.problem).toContainText('A part of this page did not load. Nothing was charged.');
  expect(pays()).toBe(0);
  await page.unroute(rules);
  await checkout.problem.getByRole('button', { name: 'Try again' }).click();
  await untilInteractive(page);
  await expect(checkout.field('Email')).not.toHaveValue('');
  await expect(checkout.field('Country')).toHaveValue('FR');
  await expect(checkout.field('Card number')).toHaveValue('');
  await payWithGoodCard(checkout);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'de-DE' });

  test('late scripts: a browser that runs none says so in the language of the page', async ({
    page,
    programs,
  }) => {
    const items = [{ sku: 'pro', quantity: 1 }];
    const { url } = await programs.shopper.checkout.create.mutate({ items });
    await page.goto(url);
    await expect(page.getByText('Diese Seite ist nicht bereit')).toBeVisible();
  });
});

async function payWithGoodCard(checkout: CheckoutPage): Promise<void> {
  await checkout.fill({ card: cards.good });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
}
