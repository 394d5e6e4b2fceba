import { cards, EXPIRY, grouped } from '../support/cards.ts';
import type { CheckoutPage } from '../support/checkout-page.ts';
import { chargesOf, createsOf } from '../support/ledger.ts';
import { expect, type Page, test } from './test.ts';

test('a declined shopper keeps all but the CVC, and pays with another card @phone', async ({
  checkout,
  programs,
  email,
}) => {
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.declined });
  await checkout.pay();
  await expect(checkout.problem).toContainText('declined');
  expect(await createsOf(programs, sessionId), 'the refusal is the bank’s, not the form’s').toHaveLength(1);
  expect(await chargesOf(programs, sessionId)).toEqual([]);

  await expect(checkout.field('CVC')).toHaveValue('');
  await expect(checkout.field('Card number')).toHaveValue(grouped(cards.declined.number));
  await expect(checkout.field('Expiry')).toHaveValue(EXPIRY);
  await expect(checkout.field('Email')).toHaveValue(email);
  await expect(checkout.field('Name on card')).toHaveValue('Ada Lovelace');
  await expect(checkout.field('Country')).toHaveValue('FR');

  await checkout.type('Card number', cards.good.number);
  await checkout.type('CVC', cards.good.cvc);
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  await expect(checkout.problem).toBeHidden();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
  expect(await createsOf(programs, sessionId)).toHaveLength(2);
});

test('lack of funds is said, and nothing is charged', async ({ checkout, programs }) => {
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.withoutFunds });
  await checkout.pay();
  await expect(checkout.problem).toContainText('insufficient funds');
  await expect(checkout.problem).toContainText('You have not been charged');
  const { outcome } = await programs.shopper.checkout.get.query({ sessionId });
  expect(outcome).toMatchObject({
    status: 'declined',
    decline: { code: 'insufficient_funds', retryable: true },
  });
  expect(await chargesOf(programs, sessionId)).toEqual([]);
});

test('a card number with a slip is refused by the form, and never sent', async ({ checkout, programs }) => {
  const sessionId = await checkout.open();
  await checkout.fill({ card: { ...cards.good, number: '4242424242424241' } });
  await checkout.pay();
  await expect(checkout.field('Card number')).toHaveAccessibleDescription(/not valid/);
  await expect(checkout.field('Card number')).toBeFocused();
  await expect(checkout.field('Expiry')).toHaveValue(EXPIRY);
  expect(await createsOf(programs, sessionId)).toEqual([]);
});

/** The narrowest, and an ordinary one. */
const PHONES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
];

/** Both as a whole, without scrolling. */
async function expectInView(page: Page, parts: readonly ReturnType<CheckoutPage['field']>[]) {
  const { height = 0 } = page.viewportSize() ?? {};
  for (const part of parts) {
    await expect(part).toBeInViewport({ ratio: 1 });
    const box = await part.boundingBox();
    expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  }
}

test('a decline leads to the field that the bank names, which stays marked until it is typed into @phone', async ({
  page,
  checkout,
}) => {
  await checkout.open();
  for (const [index, size] of PHONES.entries()) {
    await page.setViewportSize(size);
    const code = checkout.field('CVC');
    if (index === 0) await checkout.fill({ card: cards.wrongCvc });
    else await code.fill('321');
    await checkout.pay();
    await expect(code).toBeFocused();
    await expect(code).toHaveAttribute('aria-invalid', 'true');
    await expect(code).toHaveAccessibleDescription('Enter the code again.');
    await expectInView(page, [checkout.problem, code]);
    await code.pressSequentially('3');
    await expect(code).not.toHaveAttribute('aria-invalid');
  }

  const expiry = checkout.field('Expiry');
  await checkout.typeCard(cards.expired);
  await checkout.pay();
  await expect(expiry).toBeFocused();
  await expect(expiry).toHaveAccessibleDescription(/expired/);
  await expectInView(page, [checkout.problem, expiry]);
  await checkout.field('CVC').focus();
  await expect(checkout.field('CVC'), 'the way back').toBeFocused();
  await expect(expiry, 'the bank says so, although the date looks right').toHaveAttribute(
    'aria-invalid',
    'true',
  );
});

test('a decline of the card as a whole leads to what is said about it @phone', async ({ page, checkout }) => {
  await checkout.open();
  await checkout.fill({ card: cards.declined });
  await expect(checkout.payButton).toHaveAttribute('aria-disabled', 'false');
  await checkout.field('CVC').press('Enter');
  await expect(checkout.problem).toContainText('declined');
  await expect(page.locator('.decline')).toBeFocused();
  await expectInView(page, [checkout.problem]);
  await page.keyboard.press('Tab');
  await expect(checkout.field('Card number')).toBeFocused();
});
