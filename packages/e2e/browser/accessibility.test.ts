import { expectAccessible } from '../support/accessibility.ts';
import { cards } from '../support/cards.ts';
import type { CheckoutPage } from '../support/checkout-page.ts';
import type { Programs } from '../support/programs.ts';
import { expect, type Page, test } from './test.ts';

type Visit = { readonly page: Page; readonly checkout: CheckoutPage; readonly programs: Programs };

/** Every page of the flow, and how a shopper comes to see it. */
const pages: Record<string, (visit: Visit) => Promise<void>> = {
  async store({ page, checkout }) {
    await page.goto('/');
    await checkout.button('Add to cart').first().click();
    await expect(checkout.button('Check out')).toBeVisible();
  },
  async checkout({ checkout }) {
    await checkout.open();
    await checkout.field('Country').selectOption('FR');
    await expect(checkout.button('Pay €59.99')).toBeVisible();
  },
  async 'checkout without a tax rate'(visit) {
    await chooseCountryWithoutRate(visit, 'LT');
  },
  async 'agreement to a total'(visit) {
    await chooseCountryWithoutRate(visit, 'LV');
    await visit.checkout.fill({ card: cards.good, country: 'LV' });
    await visit.checkout.toTotal.click();
    await expect(visit.checkout.agreement).toBeVisible();
  },
  async 'business checkout with problems'({ checkout }) {
    await checkout.open();
    await checkout.field('Country').selectOption('US');
    await checkout.field('I’m purchasing as a business').check();
    await checkout.toTotal.click();
    await expect(checkout.field('Email')).toBeFocused();
  },
  async 'saved card'({ page, checkout, programs }) {
    const { url } = await programs.service.sessions.create.mutate({
      products: [{ name: 'Tea', price: 1000, quantity: 2 }],
      currency: 'EUR',
      customerEmail: 'saved@example.com',
      allowSavedCard: true,
    });
    await page.goto(url);
    await expect(checkout.field('Saved card')).toBeVisible();
  },
  async declined({ checkout }) {
    await checkout.open();
    await checkout.fill({ card: cards.declined });
    await checkout.pay();
    await expect(checkout.problem).toBeVisible();
  },
  async 'back from the bank'({ page, checkout }) {
    await checkout.open();
    await checkout.fill({ card: cards.challenged });
    await checkout.pay();
    await checkout.button('Leave').click();
    await expect(page.getByRole('link', { name: 'Continue at your bank' })).toBeVisible();
  },
  async processing({ checkout, programs }) {
    const { number } = cards.debit;
    await checkout.open();
    await checkout.fill({ card: cards.debit });
    await programs.sandbox.faults.add({
      operation: 'confirm',
      kind: 'work_then_drop',
      count: 1,
      card: number,
    });
    await programs.sandbox.faults.add({ operation: 'read', kind: 'drop_before', card: number });
    await checkout.pay();
    await expect(checkout.checking).toBeVisible();
  },
  async receipt({ checkout }) {
    await checkout.open();
    await checkout.fill({ card: cards.good });
    await checkout.pay();
    await expect(checkout.receipt).toBeVisible();
  },
  async expired({ page, checkout, programs }) {
    const sessionId = await checkout.open();
    await programs.service.sessions.expire.mutate({ sessionId });
    await page.reload();
    await expect(checkout.expired).toBeVisible();
  },
  async missing({ page, checkout }) {
    await page.goto('/checkout/cs_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
    await expect(checkout.page.getByRole('heading', { level: 1 })).toContainText('find this checkout');
  },
};

/** A country of its own, because the api keeps what it could not learn. */
async function chooseCountryWithoutRate({ checkout, programs }: Visit, country: string) {
  await checkout.open();
  await expect(checkout.button('Pay €59.99')).toBeVisible();
  await programs.sandbox.faults.add({ operation: 'tax', kind: 'status', status: 404 });
  await checkout.field('Country').selectOption(country);
  await expect(checkout.toTotal).toBeVisible();
}

/** Also in dark: colours are all that changes there, so the page is not made anew. */
for (const [name, visit] of Object.entries(pages)) {
  test(`${name}: no violation in light or dark, nothing to scroll sideways @phone`, async ({
    page,
    checkout,
    programs,
    problems,
  }) => {
    if (name === 'missing') problems.allow(/status of 404/);
    await visit({ page, checkout, programs });
    await expectAccessible(page);
  });
}
