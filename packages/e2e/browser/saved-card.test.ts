import { cards } from '../support/cards.ts';
import { PRO_PLAN } from '../support/checkout-page.ts';
import { chargesOf, createsOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

const products = [{ name: PRO_PLAN.name, price: PRO_PLAN.subtotal, quantity: 1 }];

test('a card saved once pays again where a service vouches for its owner, and nowhere else', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const { service } = programs;
  const session = { products, currency: 'EUR' as const, customerEmail: email };
  const first = await service.sessions.create.mutate({ ...session, allowSavedCard: true });
  await page.goto(first.url);
  await expect(checkout.field('Use another card')).toBeChecked();
  await expect(checkout.field('Email')).not.toBeEditable();
  await checkout.typeCard(cards.mastercard);
  await checkout.field('Country').selectOption('FR');
  await checkout.field('Save this card for next time').check();
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();

  const plain = await service.sessions.create.mutate(session);
  await page.goto(plain.url);
  await expect(checkout.field('Email')).toHaveValue(email);
  await expect(checkout.field('Card number')).toBeVisible();
  await expect(checkout.field('Saved card')).toBeHidden();
  await expect(checkout.field('Save this card for next time')).toBeHidden();

  const vouched = await service.sessions.create.mutate({ ...session, allowSavedCard: true });
  await page.goto(vouched.url);
  await expect(checkout.field('Saved card')).toBeChecked();
  await expect(page.getByText('Mastercard ending in 4444')).toBeVisible();
  await expect(checkout.field('Card number')).toBeHidden();
  await checkout.field('Country').selectOption('FR');
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, vouched.sessionId)).toMatchObject([{ amount: PRO_PLAN.total }]);
  expect((await createsOf(programs, vouched.sessionId))[0]?.body).toMatchObject({
    customerEmail: email,
    useCustomerPaymentMethod: true,
  });
  expect(await chargesOf(programs, plain.sessionId)).toEqual([]);
});

test('saved card: another card can be used instead', async ({ page, checkout, programs, email }) => {
  const { url, sessionId } = await programs.service.sessions.create.mutate({
    products,
    currency: 'EUR',
    customerEmail: email,
    allowSavedCard: true,
  });
  await page.goto(url);
  await checkout.field('Use another card').check();
  await checkout.typeCard(cards.good);
  await checkout.field('Country').selectOption('FR');
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect((await createsOf(programs, sessionId))[0]?.body).not.toHaveProperty(
    'useCustomerPaymentMethod',
    true,
  );
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('a saved card that is not there is said, and another card pays', async ({
  page,
  checkout,
  programs,
  email,
  problems,
}) => {
  problems.allow(/status of 409/);
  const { url, sessionId } = await programs.service.sessions.create.mutate({
    products,
    currency: 'EUR',
    customerEmail: email,
    allowSavedCard: true,
  });
  await page.goto(url);
  await checkout.field('Saved card').check();
  await checkout.field('Country').selectOption('FR');
  await checkout.pay();
  await expect(page.getByText(/saved card can.t be used/)).toBeVisible();
  await checkout.field('Use another card').check();
  await checkout.typeCard(cards.good);
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});
