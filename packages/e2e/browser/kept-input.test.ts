import { cards, EXPIRY } from '../support/cards.ts';
import type { CheckoutPage } from '../support/checkout-page.ts';
import { delayScripts } from '../support/delayed-scripts.ts';
import { chargesOf } from '../support/ledger.ts';
import type { Programs } from '../support/programs.ts';
import { storedByBrowser } from '../support/stored-data.ts';
import { expect, type Page, test } from './test.ts';

const products = [{ name: 'Pro plan', price: 4999, quantity: 1 }];
/** A business in France accounts for the tax itself, and one in Germany too: the browser of these tests is British. */
const AS_BUSINESS = 'Pay €49.99';

async function openAsService(page: Page, { service, checkoutUrl }: Programs, customerEmail?: string) {
  const { sessionId, url } = await service.sessions.create.mutate({
    products,
    currency: 'EUR',
    cancelUrl: `${checkoutUrl}/?shop`,
    ...(customerEmail === undefined ? {} : { customerEmail }),
  });
  await page.goto(url);
  return sessionId;
}

async function fillAsBusiness(checkout: CheckoutPage, card = cards.good) {
  await checkout.fill({ card, country: 'DE' });
  await checkout.field("I'm purchasing as a business").check();
  await checkout.field('Business name').fill('Lovelace GmbH');
  await checkout.field(TAX_ID).fill('DE123456789');
  await expect(checkout.button(AS_BUSINESS)).toBeVisible();
}

const TAX_ID = 'Tax ID';

async function expectKept(checkout: CheckoutPage, email: string) {
  const kept = {
    Email: email,
    'Name on card': 'Ada Lovelace',
    Country: 'DE',
    'Business name': 'Lovelace GmbH',
    [TAX_ID]: 'DE123456789',
  };
  for (const [label, value] of Object.entries(kept))
    await expect(checkout.field(label), label).toHaveValue(value);
  await expect(checkout.field("I'm purchasing as a business")).toBeChecked();
  for (const label of ['Card number', 'Expiry', 'CVC']) await expect(checkout.field(label)).toHaveValue('');
  await expect(checkout.button(AS_BUSINESS), 'with its total').toBeVisible();
}

test('a reload: all but the card comes back, with the total, until it is paid @phone', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const sessionId = await openAsService(page, programs);
  await fillAsBusiness(checkout);
  await page.reload();
  await expectKept(checkout, email);
  expect(await storedByBrowser(page), 'the search finds what is there').toContain(email);

  await checkout.typeCard(cards.good);
  await checkout.pay(AS_BUSINESS);
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 4999 }]);
  expect(await storedByBrowser(page), 'nothing is kept of what is paid').not.toContain(email);
});

test('3DS: all but the card comes back, after a refusal of the bank and after the way back', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  await openAsService(page, programs);
  await fillAsBusiness(checkout, cards.challenged);
  await checkout.pay(AS_BUSINESS);
  await checkout.button('Leave').click();
  await expect(page.getByRole('link', { name: 'Continue at your bank' })).toBeVisible();
  await expectKept(checkout, email);
  await page.getByRole('link', { name: 'Continue at your bank' }).click();
  await checkout.button('Decline').click();
  await expect(checkout.problem).toContainText('You have not been charged');
  await expectKept(checkout, email);
});

test('a decline and a reload: all but the card comes back', async ({ page, checkout, programs, email }) => {
  await openAsService(page, programs);
  await fillAsBusiness(checkout, cards.declined);
  await checkout.pay(AS_BUSINESS);
  await expect(checkout.problem).toContainText('declined');
  await page.reload();
  await expectKept(checkout, email);
});

test('an expired checkout: the next one from the shop begins with what was typed, once, and not for another customer', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const old = await openAsService(page, programs);
  await fillAsBusiness(checkout);
  await programs.service.sessions.expire.mutate({ sessionId: old });
  await page.reload();
  await expect(checkout.expired).toBeVisible();
  await page.getByRole('link', { name: 'Back to the shop' }).click();
  await page.waitForURL(/\?shop/);

  const fresh = await openAsService(page, programs);
  await expectKept(checkout, email);
  await programs.service.sessions.expire.mutate({ sessionId: fresh });
  await page.reload();
  await expect(checkout.expired).toBeVisible();
  const other = `other-${email}`;
  await openAsService(page, programs, other);
  await expect(checkout.field('Email')).toHaveValue(other);
  await expect(checkout.field('Name on card')).toHaveValue('');
  await expect(checkout.field('Country')).toHaveValue('GB');
});

test('a reload: what is typed before the code has come stays', async ({ page, checkout, email }) => {
  await checkout.open();
  await checkout.field('Email').fill(email);
  await checkout.field('Name on card').fill('Ada Lovelace');
  const release = await delayScripts(page);
  await page.reload({ waitUntil: 'commit' });
  await expect(checkout.field('Email'), 'before any of the page’s files').toHaveValue(email);
  await checkout.field('Name on card').fill('Grace Hopper');
  await checkout.field('Country').selectOption('FR');
  await release();
  await expect(checkout.field('Email')).toHaveValue(email);
  await expect(checkout.field('Name on card')).toHaveValue('Grace Hopper');
  await expect(checkout.field('Country')).toHaveValue('FR');
});

test('no part of a card is kept, not even of one that was typed into another field', async ({
  page,
  checkout,
  problems,
}) => {
  // No quote for such a postal code.
  problems.allow(/status of 400/);
  await checkout.open();
  await checkout.fill({ card: cards.amex });
  const written = `${cards.amex.number} ${EXPIRY} ${cards.amex.cvc}`;
  await checkout.type('Email', cards.amex.number);
  await checkout.type('Name on card', written);
  await checkout.field("I'm purchasing as a business").check();
  await checkout.type('Business name', written);
  await checkout.type(TAX_ID, written);
  await checkout.field('Country').selectOption('US');
  await checkout.type('Postal code', written);
  const stored = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(stored, 'the search finds what is there').toContain('US');
  for (const part of [cards.amex.number, '822463', EXPIRY, cards.amex.cvc])
    expect(stored).not.toContain(part);
});

test('storage that is blocked: the checkout works, and keeps what was typed as long as its page', async ({
  page,
  checkout,
  programs,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'sessionStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});
