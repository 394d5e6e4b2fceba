import { expect, type Locator, test } from '@playwright/test';
import { Gallery } from '../support/gallery.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const edges = (element: Locator) =>
  element.evaluate((found) => {
    const { left, right, top, bottom } = found.getBoundingClientRect();
    return { left, right, top, bottom };
  });

test('what is added to the cart shows on its picture, moves nothing, and brings the cart within reach', async ({
  context,
}) => {
  const gallery = await Gallery.open(context, 'letters');
  await gallery.show('store');
  const { page } = gallery;
  const mug = page.getByRole('listitem').filter({ hasText: 'Stoneware mug' });
  const add = mug.getByRole('button', { name: 'Add to cart' });
  await add.scrollIntoViewIfNeeded();
  const before = await edges(add);
  await add.click();
  await expect(mug.getByText('1 in the cart')).toBeVisible();
  await add.click();
  await expect(mug.getByText('2 in the cart')).toBeVisible();
  expect(await edges(add)).toEqual(before);

  const checkOut = page.getByRole('button', { name: 'Check out' });
  await expect(page.locator('.cart-bar')).toContainText('€37.00');
  expect((await edges(checkOut)).bottom, 'on the screen').toBeLessThanOrEqual(844);
  await expect(page.getByRole('heading', { name: 'Cart' }), 'the cart itself is below').not.toBeInViewport();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  const { bottom } = await edges(page.locator('.cart-list'));
  expect((await edges(checkOut)).top, 'its own place is below the cart').toBeGreaterThan(bottom);
});

for (const [language, state, name] of [
  ['ar', 'store-cart', 'Desk lamp'],
  ['en', 'store-right-to-left-names', 'كوب خزفي (2026), كبير!'],
] as const)
  test(`a name of the other direction stands where its line begins, in the cart as on its card: ${language}`, async ({
    context,
  }) => {
    const gallery = await Gallery.open(context, 'letters');
    await gallery.show(state, { language });
    const side = language === 'ar' ? 'right' : 'left';
    const line = gallery.page.locator('.cart-lines li').filter({ hasText: name });
    expect((await edges(line.locator('bdi').first()))[side]).toBeCloseTo((await edges(line))[side], 0);
    const card = gallery.page.locator('.product').filter({ hasText: name });
    const text = card.locator('h3');
    expect((await edges(text.locator('bdi')))[side]).toBeCloseTo((await edges(text))[side], 0);
  });
