import { cards } from '../support/cards.ts';
import { delayScripts } from '../support/delayed-scripts.ts';
import { chargesOf } from '../support/ledger.ts';
import { rewriters } from '../support/page-rewriters.ts';
import { expect, type Page, test } from './test.ts';

/** 27 % in Hungary, where the page had 20 % for France. */
const HUNGARY = { pay: 'Pay €63.49', amount: 6349 };

const order = (page: Page) => page.getByRole('region', { name: 'Your order' });

const CHANGES: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['a translation moves each text', rewriters.moveTexts],
  ['a translation replaces each text', rewriters.replaceTexts],
  ['an extension writes the order anew', (page) => rewriters.rewriteMarkup(page, '.summary')],
  ['an extension writes the totals anew', (page) => rewriters.rewriteMarkup(page, '.totals dl')],
  ['an extension writes each total anew', (page) => rewriters.rewriteMarkup(page, '.totals dl > div, .pay')],
  ['an extension adds to every element', rewriters.decorate],
];

for (const [name, change] of CHANGES) {
  test(`foreign changes: the total is shown, and charged as shown, after ${name}`, async ({
    page,
    checkout,
    programs,
  }) => {
    const sessionId = await checkout.open();
    await checkout.fill({ card: cards.good, country: 'FR' });
    await expect(checkout.button('Pay €59.99')).toBeVisible();
    await change(page);
    await checkout.field('Country').selectOption('HU');
    await expect(checkout.button(HUNGARY.pay)).toBeVisible();
    await expect(order(page).getByRole('definition')).toHaveText(['€49.99', '€13.50', '€63.49']);
    await expect(order(page).getByRole('term')).toHaveText(['Subtotal', 'VAT (27%)', 'Total']);
    await checkout.pay(HUNGARY.pay);
    await expect(checkout.receipt).toBeVisible();
    expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: HUNGARY.amount }]);
  });
}

test('foreign changes: fields come and go in a translated page, and problems are said', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  await rewriters.moveTexts(page);
  for (const country of ['US', 'FR', 'US', 'DE']) {
    await checkout.field('Country').selectOption(country);
    await page.getByLabel('I’m purchasing as a business').click();
  }
  await checkout.fill({ card: cards.declined, country: 'FR' });
  await checkout.pay();
  await expect(checkout.problem).toContainText('Your payment did not go through');
  await checkout.typeCard(cards.good);
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('foreign changes: an amount that was changed on the page is shown again before it is charged', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good });
  await expect(checkout.button('Pay €59.99')).toBeVisible();
  await rewriters.convertAmounts(page);
  await checkout.button('Pay $65.20').click();
  await expect(checkout.problem).toContainText('Nothing was charged. They are shown again');
  await expect(order(page).getByRole('definition')).toHaveText(['€49.99', '€10.00', '€59.99']);
  expect(await chargesOf(programs, sessionId)).toEqual([]);
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 5999 }]);
});

test('foreign changes: the order that something took away is back before anything is charged', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good });
  await expect(checkout.button('Pay €59.99')).toBeVisible();
  await rewriters.remove(page, '.summary');
  await checkout.pay();
  await expect(order(page).getByRole('definition')).toHaveText(['€49.99', '€10.00', '€59.99']);
  expect(await chargesOf(programs, sessionId)).toEqual([]);
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

for (const selector of ['#root', 'body', '.checkout', '.pay-form']) {
  test(`foreign changes: what was typed is kept and paid with after ${selector} was written anew`, async ({
    page,
    checkout,
    programs,
    problems,
  }) => {
    // The copies of the page's own scripts, which are not run.
    if (selector === 'body') problems.allow(/TrustedScript/);
    const sessionId = await checkout.open();
    await checkout.fill({ card: cards.good });
    await expect(checkout.button('Pay €59.99')).toBeVisible();
    // The typed text goes into the copy, as cloned fields have it.
    await rewriters.rewriteMarkup(page, selector);
    await checkout.field('Country').selectOption('HU');
    await expect(checkout.button(HUNGARY.pay)).toBeVisible();
    await checkout.pay(HUNGARY.pay);
    await expect(checkout.receipt).toBeVisible();
    expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: HUNGARY.amount }]);
  });
}

test('foreign changes: a page that was translated before its code came keeps what was typed', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const release = await delayScripts(page);
  const sessionId = await checkout.open('commit');
  await checkout.fill({ card: cards.good, email, country: 'HU' });
  await rewriters.moveTexts(page);
  await release();
  await checkout.pay(HUNGARY.pay);
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: HUNGARY.amount }]);
});
