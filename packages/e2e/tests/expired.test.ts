import { cards } from '../src/cards.ts';
import { chargesOf, createsOf } from '../src/money.ts';
import { expect, test } from '../src/test.ts';

test('an expired session is a calm page with a way on @phone', async ({ page, checkout, programs }) => {
  const sessionId = await checkout.open();
  await programs.service.sessions.expire.mutate({ sessionId });
  await page.reload();
  await expect(checkout.expired).toBeVisible();
  await expect(page.getByRole('main')).toContainText('You have not been charged');
  await page.getByRole('link', { name: 'Back to the store' }).click();
  await expect(checkout.button('Add to cart').first()).toBeVisible();
});

test('a session that expires under the form is not charged', async ({
  page,
  checkout,
  programs,
  problems,
}) => {
  problems.allow(/status of 409/);
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good });
  await expect(checkout.payButton).toHaveAccessibleName('Pay €59.99');
  await programs.service.sessions.expire.mutate({ sessionId });
  await checkout.pay();
  await expect(checkout.expired).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
  expect(await createsOf(programs, sessionId)).toEqual([]);
});

test('where a service opened the session, the way on leads back to it', async ({
  page,
  checkout,
  programs,
}) => {
  const cancelUrl = `${programs.checkoutUrl}/?back`;
  const { sessionId, url } = await programs.service.sessions.create.mutate({
    products: [{ name: 'Tea', price: 1000, quantity: 1 }],
    currency: 'EUR',
    cancelUrl,
  });
  await programs.service.sessions.expire.mutate({ sessionId });
  await page.goto(url);
  await expect(checkout.expired).toBeVisible();
  await page.getByRole('link', { name: 'Back to the shop' }).click();
  await page.waitForURL(cancelUrl);
  expect(await chargesOf(programs, sessionId)).toEqual([]);
});
