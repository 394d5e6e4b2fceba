import { cards, type TypedCard } from '../support/cards.ts';
import { type CheckoutPage, PRO_PLAN } from '../support/checkout-page.ts';
import { chargesOf } from '../support/ledger.ts';
import type { Programs } from '../support/programs.ts';
import { expect, type Page, test } from './test.ts';

const FAILED = 'Payment reversed';
const PENDING = 'Refund in progress';
const REFUNDED = 'Payment refunded';

/** Past every step that the sandbox has planned for a payment. */
const advance = ({ sandbox }: Programs) => sandbox.clock.advance(30_000);

async function cardThatFailsLater({ sandbox }: Programs): Promise<TypedCard> {
  const found = (await sandbox.testCards()).find(({ does }) => does.settlement === 'fails');
  if (found === undefined) throw new Error('The sandbox has no card that fails after authorisation');
  return { number: found.number, cvc: cards.good.cvc };
}

type Paid = { readonly page: Page; readonly checkout: CheckoutPage; readonly programs: Programs };

/** A receipt of a session that a service made, open in the browser. */
async function paid({ page, checkout, programs }: Paid, card: TypedCard) {
  const cancelUrl = `${programs.checkoutUrl}/?back`;
  const { sessionId, url } = await programs.service.sessions.create.mutate({
    products: [{ name: PRO_PLAN.name, price: PRO_PLAN.subtotal, quantity: 1 }],
    currency: 'EUR',
    successUrl: `${programs.checkoutUrl}/?thanks`,
    cancelUrl,
  });
  await page.goto(url);
  await checkout.fill({ card });
  const watched = page.waitForResponse((response) => response.url().includes('/trpc/checkout.watch'));
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  await watched;
  const [charge] = await chargesOf(programs, sessionId);
  return { sessionId, cancelUrl, paymentId: charge?.paymentId ?? 'no charge' };
}

test('a payment that fails after authorisation: the open receipt says so, and after a reload too @phone', async ({
  page,
  checkout,
  programs,
}) => {
  const card = await cardThatFailsLater(programs);
  const { sessionId, cancelUrl, paymentId } = await paid({ page, checkout, programs }, card);
  await expect(page.getByRole('link', { name: 'Continue' })).toBeVisible();
  await advance(programs);
  await expect(checkout.heading(FAILED)).toBeFocused();

  for (const state of ['under the open receipt', 'after a reload']) {
    await test.step(state, async () => {
      await expect(checkout.heading(FAILED)).toBeVisible();
      await expect(page).toHaveTitle(new RegExp(`^${FAILED} – `));
      await expect(page.getByRole('main')).toContainText('Your order is not paid.');
      await expect(page.getByRole('main')).toContainText(paymentId);
      await expect(page.getByRole('link', { name: 'Continue' })).toBeHidden();
    });
    await page.reload();
  }
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ failedAt: expect.any(String) }]);
  expect(await programs.service.sessions.get.query({ sessionId })).toMatchObject({ status: 'reversed' });

  await page.getByRole('link', { name: 'Back to the shop' }).click();
  await page.waitForURL(cancelUrl);
});

test('a payment that is refunded in full: the open receipt learns each step by its subscription', async ({
  page,
  checkout,
  programs,
}) => {
  const { sessionId, cancelUrl, paymentId } = await paid({ page, checkout, programs }, cards.good);
  const readings: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/trpc/checkout.get')) readings.push(request.url());
  });
  await programs.service.payments.refund.mutate({ paymentId });
  await expect(checkout.heading(PENDING)).toBeFocused();
  await advance(programs);
  await expect(checkout.heading(REFUNDED)).toBeFocused();
  expect(readings).toEqual([]);

  for (const state of ['under the open receipt', 'after a reload']) {
    await test.step(state, async () => {
      await expect(checkout.heading(REFUNDED)).toBeVisible();
      await expect(page).toHaveTitle(new RegExp(`^${REFUNDED} – `));
      const receipt = page.getByRole('article');
      for (const said of ['€59.99', paymentId, PRO_PLAN.name]) await expect(receipt).toContainText(said);
      await expect(page.getByText('Thank you for your order.')).toBeHidden();
      await expect(page.getByRole('link', { name: 'Continue' })).toBeHidden();
    });
    await page.reload();
  }
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ refundedAt: expect.any(String) }]);
  expect(await programs.service.sessions.get.query({ sessionId })).toMatchObject({ status: 'reversed' });
  await expect(page.getByRole('link', { name: 'Back to the shop' })).toHaveAttribute('href', cancelUrl);
});
