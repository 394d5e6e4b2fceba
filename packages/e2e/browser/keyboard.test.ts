import { cards, EXPIRY } from '../support/cards.ts';
import { PRO_PLAN } from '../support/checkout-page.ts';
import { tabTo } from '../support/keyboard.ts';
import { chargesOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

test('a purchase, declined and then confirmed at the bank, with the keyboard alone', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  await page.goto('/');
  await tabTo(page, checkout.button('Add to cart').nth(1));
  await page.keyboard.press('Enter');
  await tabTo(page, checkout.button('Check out'));
  await page.keyboard.press('Space');
  await page.waitForURL(/\/checkout\/cs_/);
  const sessionId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  const typed = [
    ['Email', email],
    ['Card number', cards.declined.number],
    ['Expiry', EXPIRY],
    ['CVC', cards.declined.cvc],
    ['Name on card', 'Ada Lovelace'],
    ['Country', 'France'],
  ] as const;
  for (const [label, text] of typed) {
    const field = checkout.field(label);
    // A finished field may move the focus on by itself.
    const there = await field.evaluate((element) => element === document.activeElement).catch(() => false);
    if (!there) await tabTo(page, field);
    await page.keyboard.type(text);
  }
  await expect(checkout.field('Country')).toHaveValue('FR');
  await tabTo(page, checkout.button(PRO_PLAN.pay));
  await page.keyboard.press('Space');
  await expect(checkout.problem).toContainText('declined');

  await page.keyboard.press('Shift+Tab');
  for (const [label, text] of [
    ['Card number', cards.challenged.number],
    ['CVC', cards.challenged.cvc],
  ] as const) {
    await tabTo(page, checkout.field(label));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
  }
  await expect(checkout.button(PRO_PLAN.pay)).toBeVisible();
  await page.keyboard.press('Enter');
  await tabTo(page, checkout.button('Approve'));
  await page.keyboard.press('Enter');
  await expect(checkout.receipt).toBeVisible();
  await expect(checkout.receipt, 'a screen reader says where one is').toBeFocused();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: PRO_PLAN.total }]);
  await tabTo(page, page.getByRole('link', { name: 'Back to the store' }));
  await page.keyboard.press('Enter');
  await expect(checkout.heading('A small shop with a careful checkout')).toBeVisible();
});
