import { cards } from '../support/cards.ts';
import { CheckoutPage, PRO_PLAN } from '../support/checkout-page.ts';
import { chargesOf, createsOf } from '../support/ledger.ts';
import { countCalls } from '../support/page-calls.ts';
import { expect, test } from './test.ts';

test('two clicks and an Enter in one tick are one payment', async ({ page, checkout, programs }) => {
  const sessionId = await checkout.open();
  const sent = countCalls(page, 'checkout.pay');
  await checkout.fill({ card: cards.debit });
  await expect(checkout.button(PRO_PLAN.pay)).toBeVisible();
  await programs.sandbox.faults.add({
    operation: 'create',
    kind: 'latency',
    delayMs: 500,
    card: cards.debit.number,
  });
  await checkout.payButton.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
    button.form?.requestSubmit();
  });
  await expect(checkout.receipt).toBeVisible();
  expect(sent()).toBe(1);
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('a double click of the mouse and Enter in a field are one payment', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  const sent = countCalls(page, 'checkout.pay');
  await checkout.fill({ card: cards.debit });
  await programs.sandbox.faults.add({
    operation: 'create',
    kind: 'latency',
    delayMs: 500,
    card: cards.debit.number,
  });
  await checkout.button(PRO_PLAN.pay).dblclick();
  await checkout.field('Email').press('Enter');
  await expect(checkout.receipt).toBeVisible();
  expect(sent()).toBe(1);
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('two tabs that pay at the same moment are one charge, and both end at the receipt', async ({
  page,
  context,
  checkout,
  programs,
  email,
  problems,
}) => {
  problems.allow(/status of 409/);
  const sessionId = await checkout.open();
  const second = new CheckoutPage(await context.newPage(), programs, email);
  await second.page.goto(page.url());
  for (const tab of [checkout, second]) {
    await tab.fill({ card: cards.debit });
    await expect(tab.button(PRO_PLAN.pay)).toBeVisible();
  }
  await programs.sandbox.faults.add({
    operation: 'create',
    kind: 'latency',
    delayMs: 500,
    card: cards.debit.number,
  });
  await Promise.all([checkout.payButton.dispatchEvent('click'), second.payButton.dispatchEvent('click')]);
  await expect(checkout.receipt).toBeVisible();
  await expect(second.receipt).toBeVisible();
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('a tab that was left open learns that the other has paid', async ({
  page,
  context,
  checkout,
  programs,
  email,
  problems,
}) => {
  problems.allow(/status of 409/);
  const sessionId = await checkout.open();
  const second = new CheckoutPage(await context.newPage(), programs, email);
  await second.page.goto(page.url());
  await second.fill({ card: cards.debit });
  await checkout.fill({ card: cards.good });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  await second.payButton.click();
  await expect(second.receipt).toBeVisible();
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});
