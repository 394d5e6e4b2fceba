import { cards } from '../support/cards.ts';
import { PRO_PLAN } from '../support/checkout-page.ts';
import { chargesOf, createsOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

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

test('a fresh checkout takes over what was typed, except the card, and can be paid', async ({
  page,
  checkout,
  programs,
  problems,
  email,
}) => {
  problems.allow(/status of 409/);
  await page.goto('/');
  await page.getByRole('listitem').filter({ hasText: PRO_PLAN.name }).getByRole('button').click();
  await checkout.button('Check out').click();
  await page.waitForURL(/\/checkout\/cs_/);
  const old = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await checkout.fill({ card: cards.good });
  await checkout.field("I'm purchasing as a business").check();
  await checkout.field('Business name').fill('Lovelace SARL');
  await checkout.field('Tax ID').fill('FR12345678901');
  await expect(checkout.button('Pay €49.99')).toBeVisible();
  await programs.service.sessions.expire.mutate({ sessionId: old });
  await checkout.payButton.click();
  await expect(checkout.expired).toBeFocused();
  await expect(page.getByText('What you typed is kept, except the card.')).toBeVisible();

  await checkout.button('Start a fresh checkout').click();
  await expect(checkout.field('Email')).toHaveValue(email);
  await expect(checkout.field('Country')).toHaveValue('FR');
  await expect(checkout.field('Business name')).toHaveValue('Lovelace SARL');
  await expect(checkout.field('Tax ID')).toHaveValue('FR12345678901');
  await expect(checkout.field('Name on card')).toHaveValue('Ada Lovelace');
  for (const label of ['Card number', 'Expiry', 'CVC']) await expect(checkout.field(label)).toHaveValue('');
  const fresh = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(fresh).not.toBe(old);
  await checkout.typeCard(cards.good);
  await checkout.pay('Pay €49.99');
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, fresh)).toHaveLength(1);
  expect(await chargesOf(programs, old)).toEqual([]);
});
