import { cards } from '../support/cards.ts';
import { chargesOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

test('tax included: one price is shown from the beginning, with the tax in it, and charged', async ({
  page,
  checkout,
  programs,
}) => {
  const { sessionId, url } = await programs.service.sessions.create.mutate({
    products: [{ name: 'Lamp', price: 5_000, quantity: 2 }],
    currency: 'EUR',
    pricingMode: 'TAX_INCLUSIVE',
  });
  await page.goto(url);
  await expect(checkout.button('Pay €100.00')).toBeVisible();
  await checkout.fill({ card: cards.good, country: 'HU' });
  // The total stays where the country changes; the tax in it does not.
  await expect(page.getByText('Includes €21.26 VAT (27%)')).toBeAttached();
  await checkout.pay('Pay €100.00');
  await expect(checkout.receipt).toBeVisible();
  await expect(page.getByRole('article')).toContainText('Includes €21.26 VAT (27%)');
  await expect(page.getByRole('article')).not.toContainText('Subtotal');
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 10_000, currency: 'EUR' }]);
});
