import { cards } from '../support/cards.ts';
import { PRO_PLAN } from '../support/checkout-page.ts';
import { chargesOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

test('a shopper goes from the store to a true receipt @phone', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const testMode = page.getByText('payments are simulated, and no card is charged');
  await page.goto('/');
  await expect(testMode).toBeVisible();
  await page
    .getByRole('listitem')
    .filter({ hasText: PRO_PLAN.name })
    .getByRole('button', { name: 'Add to cart' })
    .click();
  await checkout.button('Check out').click();
  await page.waitForURL(/\/checkout\/cs_/);
  const sessionId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await checkout.fill({ card: cards.good });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  await expect(testMode).toBeVisible();

  const charges = await chargesOf(programs, sessionId);
  expect(charges).toMatchObject([
    { amount: PRO_PLAN.total, currency: 'EUR', refundedAt: null, failedAt: null },
  ]);
  const reference = charges[0]?.paymentId ?? 'no charge';
  const facts = page.getByRole('article');
  for (const said of ['€59.99', reference, email, PRO_PLAN.name]) await expect(facts).toContainText(said);
  expect(await programs.service.sessions.get.query({ sessionId })).toMatchObject({
    status: 'complete',
    paymentId: reference,
  });

  await page.reload();
  await expect(checkout.receipt).toBeVisible();
  await expect(facts).toContainText(reference);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('the same purchase made by a service over tRPC is in the ledger once', async ({ programs, email }) => {
  const { shopper, service } = programs;
  const { sessionId } = await shopper.checkout.create.mutate({ items: [{ sku: PRO_PLAN.sku, quantity: 2 }] });
  const press = {
    sessionId,
    attemptKey: crypto.randomUUID(),
    customer: { email, billingCountry: 'FR', purchasingAsBusiness: false },
    paymentMethod: {
      type: 'card' as const,
      card: { number: cards.mastercard.number, expMonth: 12, expYear: 2034, cvc: cards.mastercard.cvc },
    },
  };
  const [first, again] = await Promise.all([
    shopper.checkout.pay.mutate(press),
    shopper.checkout.pay.mutate(press),
  ]);
  const charges = await chargesOf(programs, sessionId);
  expect(charges).toMatchObject([{ amount: 11_998, currency: 'EUR' }]);
  const paymentId = charges[0]?.paymentId ?? 'no charge';
  expect(first).toMatchObject({ status: 'succeeded', payment: { id: paymentId } });
  expect(again).toEqual(first);
  expect(await service.payments.get.query({ paymentId })).toMatchObject({
    sessionId,
    amountTaxesIncluded: 11_998,
  });
});

test('in the United States the postal code is required, and decides the tax', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  await expect(checkout.field('Postal code')).toBeHidden();
  await checkout.fill({ card: cards.good, country: 'US' });
  await checkout.payButton.click();
  const postalCode = checkout.field('Postal code');
  await expect(postalCode).toHaveAccessibleDescription('Enter your postal code.');
  await expect(postalCode).toBeFocused();
  expect(await chargesOf(programs, sessionId)).toEqual([]);

  await postalCode.fill('94107');
  const { total } = await programs.shopper.checkout.quote.query({
    sessionId,
    billingCountry: 'US',
    postalCode: '94107',
    purchasingAsBusiness: false,
  });
  if (total === null) throw new Error('The sandbox says the rate');
  await checkout.pay(`Pay €${(total / 100).toFixed(2)}`);
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: total, currency: 'EUR' }]);
  await expect(page.getByRole('article')).toContainText(`€${(total / 100).toFixed(2)}`);
});

test('a business in another country of the EU pays no tax, and is told why', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good, country: 'DE' });
  await expect(checkout.button('Pay €59.49')).toBeVisible();
  await checkout.field("I'm purchasing as a business").check();
  await checkout.field('Business name').fill('Lovelace GmbH');
  await checkout.field('Tax ID').fill('DE123456789');
  await expect(page.getByText(/^Reverse charge/)).toBeVisible();
  await checkout.pay('Pay €49.99');
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([
    { amount: PRO_PLAN.subtotal, currency: 'EUR' },
  ]);
  const receipt = page.getByRole('article');
  for (const said of ['€49.99', 'Visa ending in 4242', 'Lovelace GmbH', 'DE123456789', 'Reverse charge'])
    await expect(receipt).toContainText(said);
});
