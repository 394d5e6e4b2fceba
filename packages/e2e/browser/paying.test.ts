import { cards, grouped } from '../support/cards.ts';
import { PRO_PLAN } from '../support/checkout-page.ts';
import { chargesOf } from '../support/ledger.ts';
import { countCalls } from '../support/page-calls.ts';
import { expect, type Page, test } from './test.ts';

/** The server gets the call when it is released. */
async function holdCalls(page: Page, procedure: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/trpc/${procedure}**`, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('while paying, no field can be changed, the focus stays, and the way out is hidden @phone', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  const release = await holdCalls(page, 'checkout.pay');
  await checkout.fill({ card: cards.declined });
  await expect(checkout.button(PRO_PLAN.pay)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Cancel and go back' })).toBeVisible();
  const cvc = checkout.field('CVC');
  await cvc.press('Enter');
  await expect(checkout.button('Sending your payment…')).toBeVisible();

  await expect(cvc).toBeFocused();
  for (const label of ['Email', 'Card number', 'Expiry', 'CVC', 'Name on card'])
    await expect(checkout.field(label), label).not.toBeEditable();
  await page.keyboard.type('9');
  await expect(cvc).toHaveValue(cards.declined.cvc);
  await expect(checkout.field('Card number')).toHaveValue(grouped(cards.declined.number));
  const country = page.locator('select[name="country"]');
  await expect(country).toHaveAttribute('inert', '');
  await country.evaluate((select: HTMLSelectElement) => select.focus());
  await expect(cvc, 'it cannot be reached').toBeFocused();
  await expect(page.getByRole('link', { name: 'Cancel and go back' })).toBeHidden();

  release();
  await expect(checkout.problem).toContainText('declined');
  for (const label of ['Email', 'Card number', 'Expiry', 'CVC', 'Name on card', 'Country'])
    await expect(checkout.field(label), label).toBeEditable();
  await expect(checkout.field('Country')).toHaveValue('FR');
  await expect(page.getByRole('link', { name: 'Cancel and go back' })).toBeVisible();
  await checkout.typeCard(cards.good);
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('while paying, an e-mail address that a service has given stays locked afterwards', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const { url } = await programs.service.sessions.create.mutate({
    products: [{ name: PRO_PLAN.name, price: PRO_PLAN.subtotal, quantity: 1 }],
    currency: 'EUR',
    customerEmail: email,
    allowSavedCard: true,
  });
  await page.goto(url);
  const release = await holdCalls(page, 'checkout.pay');
  await checkout.typeCard(cards.declined);
  await checkout.field('Country').selectOption('FR');
  const save = checkout.field('Save this card for next time');
  await expect(checkout.button(PRO_PLAN.pay)).toBeVisible();
  await save.press('Enter');
  await expect(checkout.button('Sending your payment…'), 'the focus goes on to what says so').toBeFocused();
  await expect(page.locator('[name="save"]')).toHaveAttribute('inert', '');
  release();
  await expect(checkout.problem).toContainText('declined');
  await expect(save).toBeEditable();
  await expect(checkout.field('Email')).not.toBeEditable();
});

test('offline, nothing is sent, the button says why, and nothing else is claimed @phone', async ({
  page,
  context,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  const sent = countCalls(page, 'checkout.pay');
  await checkout.fill({ card: cards.good });
  await expect(checkout.button(PRO_PLAN.pay)).toBeVisible();
  await context.setOffline(true);
  const button = checkout.button('You are offline: reconnect to pay');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('banner')).toContainText('You are offline');
  // It says that it is not ready, but a finger does not read.
  await button.click({ force: true });
  await expect(page.getByRole('status')).toHaveText('You are offline: reconnect to pay');
  await checkout.field('CVC').press('Enter');
  await expect(button).toBeVisible();
  await expect(page.getByText('do not pay again')).toBeHidden();
  await context.setOffline(false);
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(sent()).toBe(1);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});
