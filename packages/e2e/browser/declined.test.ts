import { cards, EXPIRY, grouped } from '../support/cards.ts';
import { chargesOf, createsOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

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
