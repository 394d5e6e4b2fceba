import type { Locator } from '@playwright/test';
import { cards, EXPIRY } from '../support/cards.ts';
import { tabTo } from '../support/keyboard.ts';
import { chargesOf } from '../support/ledger.ts';
import { expect, type Page, test } from './test.ts';

/** From the store to the receipt, with everything that has to be typed. None of these may grow. */
const MOST = { stops: 16, taps: 6, pages: 1 } as const;

/** Counts the pages that the shopper is led to, by any way. */
function countPages(page: Page): () => number {
  const seen: string[] = [];
  page.on('framenavigated', (frame) => {
    const { pathname } = new URL(frame.url());
    if (frame === page.mainFrame() && seen.at(-1) !== pathname) seen.push(pathname);
  });
  // The store is where one is.
  return () => seen.length - 1;
}

const isFocused = (field: Locator) => field.evaluate((element) => element === document.activeElement);

test('the shortest path: with the keyboard, no more stops and pages than before', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const pages = countPages(page);
  await page.goto('/');
  let stops = await tabTo(page, checkout.button('Add to cart').first());
  await page.keyboard.press('Enter');
  stops += await tabTo(page, checkout.button('Check out'));
  await page.keyboard.press('Enter');
  await expect(checkout.heading('Checkout')).toBeFocused();
  const sessionId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const typed = [
    ['Email', email],
    ['Card number', cards.good.number],
    ['Expiry', EXPIRY],
    ['CVC', cards.good.cvc],
  ] as const;
  for (const [label, text] of typed) {
    // A field that is complete moves on by itself.
    if (!(await isFocused(checkout.field(label)))) stops += await tabTo(page, checkout.field(label));
    await page.keyboard.type(text);
  }
  stops += await tabTo(page, checkout.payButton);
  await expect(checkout.payButton).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
  expect(stops).toBeLessThanOrEqual(MOST.stops);
  expect(pages()).toBeLessThanOrEqual(MOST.pages);
});

test.describe('with a finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the shortest path: on a phone, no more taps and pages than before', async ({
    page,
    checkout,
    programs,
    email,
  }) => {
    const pages = countPages(page);
    let taps = 0;
    const tap = async (target: Locator) => {
      taps += 1;
      await target.tap();
    };
    await page.goto('/');
    await tap(checkout.button('Add to cart').first());
    await tap(checkout.button('Check out'));
    await page.waitForURL(/\/checkout\/cs_/);
    const sessionId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const typed = [
      ['Email', email],
      ['Card number', cards.good.number],
      ['Expiry', EXPIRY],
      ['CVC', cards.good.cvc],
    ] as const;
    for (const [label, text] of typed) {
      if (!(await isFocused(checkout.field(label)))) await tap(checkout.field(label));
      await page.keyboard.type(text);
    }
    await tap(checkout.payButton);
    await expect(checkout.receipt).toBeVisible();
    expect(await chargesOf(programs, sessionId)).toHaveLength(1);
    expect(taps).toBeLessThanOrEqual(MOST.taps);
    expect(pages()).toBeLessThanOrEqual(MOST.pages);
  });
});
