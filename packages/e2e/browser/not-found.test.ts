import { expect, test } from './test.ts';

test('not found: an unknown session has a page that says so and stays', async ({
  page,
  checkout,
  problems,
}) => {
  problems.allow(/status of 404/);
  await page.clock.install();
  await page.goto(`/checkout/cs_${'a'.repeat(32)}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('find this checkout');
  const element = await heading.elementHandle();
  await page.clock.runFor(30_000);
  expect(await element?.evaluate((said) => said.isConnected)).toBe(true);
  await page.getByRole('link', { name: 'Go to the store' }).click();
  await expect(checkout.button('Add to cart').first()).toBeVisible();
});

test('not found: an unknown URL has a page that says so', async ({ page, problems }) => {
  problems.allow(/status of 404/);
  const answer = await page.goto('/nowhere');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
});
