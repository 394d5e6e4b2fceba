import { cards } from '../support/cards.ts';
import { PRO_PLAN } from '../support/checkout-page.ts';
import { chargesOf, createsOf, paymentsOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

test('confirm: when its response is lost, the page checks and then shows the receipt, charged once', async ({
  checkout,
  programs,
}) => {
  const { faults, webhookFaults } = programs.sandbox;
  const { number } = cards.debit;
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.debit });
  await webhookFaults.add({ kind: 'drop' });
  await faults.add({ operation: 'confirm', kind: 'work_then_hang', count: 1, card: number });
  // The list tells of the charge as soon as it is made.
  const unlisted = await faults.add({ operation: 'list', kind: 'drop_before' });
  await checkout.pay();
  await expect.poll(() => chargesOf(programs, sessionId)).toHaveLength(1);
  // The delivery is lost as well, and from here on the api cannot read the payment: it cannot know.
  const silence = await faults.add({ operation: 'read', kind: 'drop_before', card: number });
  await expect(checkout.checking).toBeVisible();
  await expect(checkout.payButton, 'nobody may pay again before it is known').toBeHidden();

  await faults.clear(silence.id);
  await faults.clear(unlisted.id);
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: PRO_PLAN.total }]);
});

test('create: when its response is lost, the page checks, reports no charge, and another submission pays', async ({
  checkout,
  programs,
}) => {
  const { faults } = programs.sandbox;
  const { number, cvc } = cards.amex;
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.amex });
  await faults.add({ operation: 'create', kind: 'work_then_drop', count: 1, card: number });
  const silence = await faults.add({ operation: 'list', kind: 'drop_before' });
  await checkout.pay();
  await expect(checkout.checking).toBeVisible();
  await expect(checkout.payButton).toBeHidden();

  await faults.clear(silence.id);
  await expect(checkout.problem).toContainText('You have not been charged');
  expect(await chargesOf(programs, sessionId)).toEqual([]);

  await checkout.type('CVC', cvc);
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await createsOf(programs, sessionId)).toHaveLength(2);
  expect(await paymentsOf(programs, sessionId), 'the first one exists, unconfirmed').toHaveLength(2);
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: PRO_PLAN.total }]);
});

test('a reload while the outcome is unknown asks for no second payment', async ({
  page,
  checkout,
  programs,
}) => {
  const { faults } = programs.sandbox;
  const { number } = cards.debit;
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.debit });
  const silence = await faults.add({ operation: 'read', kind: 'drop_before', card: number });
  await checkout.pay();
  await expect(checkout.checking).toBeVisible();
  await page.reload();
  await expect(checkout.checking).toBeVisible();
  await expect(checkout.payButton).toBeHidden();

  await faults.clear(silence.id);
  await expect(checkout.receipt).toBeVisible();
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});
