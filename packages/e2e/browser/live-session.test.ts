import { cards, type TypedCard } from '../support/cards.ts';
import { expect, test } from './test.ts';

test('a page that waits for a 3DS challenge learns by its subscription that another tab has paid', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const sessionId = await checkout.open();
  const pay = ({ number, cvc }: TypedCard) =>
    programs.shopper.checkout.pay.mutate({
      sessionId,
      attemptKey: crypto.randomUUID(),
      customer: { email, billingCountry: 'FR', purchasingAsBusiness: false },
      paymentMethod: { type: 'card', card: { number, expMonth: 12, expYear: 2034, cvc } },
    });
  await pay(cards.challenged);
  const subscribed = page.waitForResponse((response) => response.url().includes('/trpc/checkout.watch'));
  await page.reload();
  await subscribed;
  const readings: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/trpc/checkout.get')) readings.push(request.url());
  });
  await pay(cards.good);
  await expect(checkout.receipt).toBeVisible();
  expect(readings).toEqual([]);
});
