import { cards, EXPIRY } from '../support/cards.ts';
import { CheckoutPage, PRO_PLAN } from '../support/checkout-page.ts';
import { chargesOf, paymentsOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

async function goToBank(checkout: CheckoutPage): Promise<string> {
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.challenged });
  await checkout.pay();
  await expect(checkout.heading('Confirm your payment')).toBeVisible();
  return sessionId;
}

test('a payment that the bank approves is charged once @phone', async ({ page, checkout, programs }) => {
  const sessionId = await goToBank(checkout);
  expect(await chargesOf(programs, sessionId), 'nothing is charged before the answer').toEqual([]);
  await expect(page.getByRole('main')).toContainText('€59.99');
  await checkout.button('Approve').click();
  await expect(checkout.receipt).toBeVisible();
  const charges = await chargesOf(programs, sessionId);
  expect(charges).toMatchObject([{ amount: PRO_PLAN.total }]);
  await expect(page.getByRole('article')).toContainText(charges[0]?.paymentId ?? 'no charge');

  await page.goto(`/checkout/${sessionId}/return`);
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('the shopper goes back to the shop by themselves after the bank, and a receipt opened later stays', async ({
  page,
  checkout,
  programs,
}) => {
  const { sessionId, url, reference } = await programs.service.sessions.create.mutate({
    products: [{ name: PRO_PLAN.name, price: PRO_PLAN.subtotal, quantity: 1 }],
    currency: 'EUR',
    successUrl: `${programs.checkoutUrl}/?thanks`,
  });
  await page.goto(url);
  await checkout.fill({ card: cards.challenged });
  await checkout.pay();
  await checkout.button('Approve').click();
  await expect(checkout.button('Stay on this page')).toBeVisible();
  await page.waitForURL((at) => at.searchParams.get('session_id') === reference);

  await page.goBack();
  await expect(checkout.receipt).toBeVisible();
  await page.reload();
  await expect(checkout.receipt).toBeVisible();
  await expect(page.getByRole('link', { name: 'Continue' })).toHaveAttribute('href', new RegExp(reference));
  await expect(checkout.button('Stay on this page')).toBeHidden();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('a payment that the bank declines is not charged, and another card can pay', async ({
  checkout,
  programs,
}) => {
  const sessionId = await goToBank(checkout);
  await checkout.button('Decline').click();
  await expect(checkout.problem).toContainText('You have not been charged');
  expect(await chargesOf(programs, sessionId)).toEqual([]);

  await checkout.fill({ card: cards.good });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('3DS: a challenge that was left open can be continued and approved', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await goToBank(checkout);
  await checkout.button('Leave').click();
  await page.getByRole('link', { name: 'Continue at your bank' }).click();
  await checkout.button('Approve').click();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('a challenge that was left is never confirmed once another card has paid', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await goToBank(checkout);
  const bank = page.url();
  await checkout.button('Leave').click();
  await expect(page.getByRole('link', { name: 'Continue at your bank' })).toBeVisible();
  await checkout.fill({ card: cards.good });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();

  await page.goto(bank);
  await checkout.button('Approve').click();
  await expect(checkout.receipt).toBeVisible();
  const payments = await paymentsOf(programs, sessionId);
  expect(payments.map(({ depositStatus }) => depositStatus).sort()).toEqual([
    'requires_confirmation',
    'succeeded',
  ]);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('3DS return: its URL alone does not make a session paid', async ({ page, checkout, programs }) => {
  const sessionId = await goToBank(checkout);
  await page.goto(`/checkout/${sessionId}/return?status=succeeded`);
  await expect(page.getByRole('link', { name: 'Continue at your bank' })).toBeVisible();
  await expect(checkout.receipt).toBeHidden();
  expect(await chargesOf(programs, sessionId)).toEqual([]);
});

test('the back button from the bank leads to a form that pays', async ({ page, checkout, programs }) => {
  const sessionId = await goToBank(checkout);
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Continue at your bank' })).toBeVisible();
  await checkout.fill({ card: cards.good });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('a second tab, opened while the bank asks, ends at the receipt by itself', async ({
  page,
  context,
  checkout,
  programs,
  email,
}) => {
  const sessionId = await goToBank(checkout);
  const second = new CheckoutPage(await context.newPage(), programs, email);
  await second.page.goto(`/checkout/${sessionId}`);
  await expect(second.page.getByRole('link', { name: 'Continue at your bank' })).toBeVisible();
  await page.bringToFront();
  await checkout.button('Approve').click();
  await expect(checkout.receipt).toBeVisible();
  await expect(second.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test("3DS: a tab closed at the bank can be continued from the session's URL", async ({
  page,
  context,
  checkout,
  programs,
  email,
}) => {
  const sessionId = await goToBank(checkout);
  await page.close();
  const later = new CheckoutPage(await context.newPage(), programs, email);
  await later.page.goto(`/checkout/${sessionId}`);
  await later.page.getByRole('link', { name: 'Continue at your bank' }).click();
  await later.button('Approve').click();
  await expect(later.receipt).toBeVisible();
  await later.page.reload();
  await expect(later.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('a page that the browser brings back as it was left is not stuck on its way to the bank', async ({
  page,
  context,
  checkout,
  programs,
}) => {
  // An answer without content leaves the page where it is, as it would be found in the back/forward cache.
  await context.route('**/3ds/**', (route) => route.fulfill({ status: 204 }));
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.challenged });
  await checkout.pay();
  await expect(checkout.button('Taking you to your bank…')).toBeVisible();
  await page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await expect(checkout.button(PRO_PLAN.pay)).toBeVisible();
  await expect(checkout.field('Card number')).toHaveValue('');
  await checkout.fill({ card: cards.good });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('the language that was chosen stays, at the way back from the bank and on the receipt', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const sessionId = await checkout.open();
  await checkout.field('Language').selectOption('de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await checkout.field('E-Mail').fill(email);
  await checkout.type('Kartennummer', cards.challenged.number);
  await checkout.type('Gültig bis', EXPIRY);
  await checkout.type('Prüfnummer', cards.challenged.cvc);
  await checkout.field('Name auf der Karte').fill('Ada Lovelace');
  await checkout.field('Land').selectOption('FR');
  await expect(page.locator('form')).toContainText('59,99');
  await checkout.button('Zahlungspflichtig bestellen').click();
  await checkout.button('Approve').click();
  await expect(checkout.heading('Zahlung angenommen')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.reload();
  await expect(checkout.heading('Zahlung angenommen')).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});
