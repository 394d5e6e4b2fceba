import { expect, type Locator, test } from '@playwright/test';
import { Gallery } from '../support/gallery.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

/** Where the middle of it is on the screen, and whether a finger there would meet it. */
function atHand(element: Locator): Promise<boolean> {
  return element.evaluate((found) => {
    const { left, top, width, height } = found.getBoundingClientRect();
    const met = document.elementFromPoint(left + width / 2, top + height / 2);
    return met !== null && found.contains(met);
  });
}

const bottomOf = (element: Locator) => element.evaluate((found) => found.getBoundingClientRect().bottom);

test('on a phone the button with its total is at hand from the beginning, without scrolling', async ({
  context,
}) => {
  const gallery = await Gallery.open(context, 'letters');
  await gallery.show('checkout-empty');
  const pay = gallery.page.getByRole('button', { name: 'Pay €88.79' });
  expect(await atHand(pay)).toBe(true);
  await gallery.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  expect(await bottomOf(pay), 'at the end of the page it stands in its own place').toBeLessThan(700);
  expect(await gallery.overhang()).toBeLessThanOrEqual(0);
});

test('the bar is gone while something is typed, and comes back when a tap cannot meet it any more', async ({
  context,
}) => {
  const gallery = await Gallery.open(context, 'letters');
  await gallery.show('checkout-empty');
  const { page } = gallery;
  const pay = page.getByRole('button', { name: 'Pay €88.79' });
  await page.getByLabel('Email', { exact: true }).focus();
  expect(await bottomOf(pay), 'in its own place, below the screen').toBeGreaterThan(844);
  await page.getByLabel('Expiry', { exact: true }).focus();
  expect(await bottomOf(pay), 'not in between either').toBeGreaterThan(844);
  const stuck = pay.evaluate((button) => {
    const area = button.parentElement;
    return new Promise<number>((resolve) => {
      // The end of what keeps it away for the length of a tap.
      area?.addEventListener('transitionend', () => resolve(button.getBoundingClientRect().bottom));
    });
  });
  const just = await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return document.querySelector('.pay')?.getBoundingClientRect().bottom;
  });
  expect(just, 'still away').toBeGreaterThan(844);
  expect(await stuck).toBeLessThan(844);
  expect(await atHand(pay)).toBe(true);
});

test('a field that gets the focus is not hidden behind the bar', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters');
  await gallery.show('checkout-business');
  for (const name of ['business', 'taxId', 'country']) {
    const field = gallery.page.locator(`[name=${name}]`);
    await gallery.page.evaluate(() => window.scrollTo(0, 0));
    await field.focus();
    expect(await atHand(field), name).toBe(true);
  }
});

for (const [state, words] of [
  ['german-checkout', 'Zahlungspflichtig bestellen'],
  ['checkout-german-bill', 'Order with obligation to pay'],
] as const)
  test(`a bill to Germany: order and total stand directly above the button, and a bar leads there: ${state}`, async ({
    context,
  }) => {
    const gallery = await Gallery.open(context, 'letters');
    await gallery.show(state);
    const { page } = gallery;
    const pay = page.getByRole('button', { name: words, exact: true });
    const bar = page.locator('.review-bar');
    const review = page.locator('.order-review');
    await page.evaluate(() => window.scrollTo(0, 0));
    expect(await atHand(pay), 'the button is not there without the order').toBe(false);
    expect(await atHand(bar)).toBe(true);
    await expect(bar).toContainText('88');
    await bar.click();
    await expect(review).toBeFocused();
    expect(await atHand(pay)).toBe(true);
    expect(await atHand(review)).toBe(true);
    await expect(review).toContainText('Desk lamp');
    await expect(review.locator('.total')).toContainText(/88[.,]05/);
    const gap = await pay.evaluate((button) => {
      const above = document.querySelector('.order-review')?.getBoundingClientRect().bottom ?? 0;
      return button.getBoundingClientRect().top - above;
    });
    expect(gap).toBeGreaterThanOrEqual(0);
    expect(gap, 'nothing between').toBeLessThan(40);
  });

test('beside the form, where there is room, the order is not repeated', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters');
  await gallery.page.setViewportSize({ width: 1280, height: 900 });
  await gallery.show('checkout-german-bill');
  await expect(gallery.page.locator('.order-review')).toBeHidden();
  await expect(gallery.page.locator('.review-bar')).toBeHidden();
  await expect(gallery.page.locator('.pay-amount')).toContainText('€88.05');
});

test('a low screen, as of a page enlarged four times, is not covered by a bar', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters');
  await gallery.page.setViewportSize({ width: 320, height: 256 });
  await gallery.show('checkout-empty');
  expect(await bottomOf(gallery.page.locator('.pay'))).toBeGreaterThan(600);
});
