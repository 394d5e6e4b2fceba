import { cards, grouped } from '../support/cards.ts';
import { PRO_PLAN } from '../support/checkout-page.ts';
import { delayScripts, untilInteractive } from '../support/delayed-scripts.ts';
import { chargesOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

test('what is typed before the code arrives is kept, formatted, and paid with @phone', async ({
  page,
  checkout,
  programs,
  email,
}) => {
  const release = await delayScripts(page);
  const sessionId = await checkout.open('commit');
  await checkout.field('Email').fill(email);
  await checkout.field('Country').selectOption('FR');
  await checkout.field('Expiry').pressSequentially('1234');
  await checkout.field('CVC').pressSequentially('123');
  const number = checkout.field('Card number');
  await number.pressSequentially(cards.good.number);
  for (let steps = 0; steps < 6; steps += 1) await number.press('ArrowLeft');
  await release();

  await expect(number).toHaveValue(grouped(cards.good.number));
  await expect(number).toBeFocused();
  // After the tenth digit, as before, and now behind two spaces.
  expect(
    await number.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd]),
  ).toEqual([12, 12]);
  await expect(checkout.field('Expiry')).toHaveValue('12/34');
  await expect(checkout.field('CVC')).toHaveValue('123');
  await expect(checkout.field('Email')).toHaveValue(email);
  await expect(checkout.field('Country')).toHaveValue('FR');
  await checkout.button(PRO_PLAN.pay).click();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('a part that was selected stays selected', async ({ page, checkout }) => {
  const release = await delayScripts(page);
  await checkout.open('commit');
  const email = checkout.field('Email');
  await email.fill('ada@exmaple.com');
  await email.evaluate((input: HTMLInputElement) => {
    input.focus();
    input.select();
  });
  await release();
  await page.keyboard.type('ada@example.com');
  await expect(email).toHaveValue('ada@example.com');
});

test('a business that said so before the code arrives is asked for its data', async ({ page, checkout }) => {
  const release = await delayScripts(page);
  await checkout.open('commit');
  await checkout.field('Country').selectOption('US');
  await checkout.field('I’m purchasing as a business').check();
  await release();
  await expect(checkout.field('Business name')).toBeVisible();
  await expect(checkout.field('ZIP code')).toBeVisible();
});

test('before hydration: what is certainly wrong with the input is said afterwards', async ({
  page,
  checkout,
}) => {
  const release = await delayScripts(page);
  await checkout.open('commit');
  await checkout.field('Expiry').pressSequentially('0124');
  await checkout.field('Card number').pressSequentially('3530111');
  await release();
  await expect(checkout.field('Expiry')).toHaveAttribute('aria-invalid', 'true');
  await expect(checkout.field('Card number')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('form')).toHaveCount(1);
});

test('a form that is submitted before the code arrives goes nowhere', async ({ page, checkout }) => {
  await delayScripts(page);
  await checkout.open('commit');
  const address = page.url();
  const left: string[] = [];
  page.on('request', (request) => left.push(`${request.method()} ${request.url()} ${request.postData()}`));
  await checkout.typeCard(cards.good);
  await checkout.field('Card number').press('Enter');
  // It says that it is not ready, but a finger does not read.
  await expect(page.locator('button.pay')).toHaveAttribute('aria-disabled', 'true');
  await page.locator('button.pay').evaluate((button: HTMLButtonElement) => button.click());
  // Whatever the browser does about a form, it has done when the next turn of its loop is over.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(page.url()).toBe(address);
  expect(left.filter((request) => !request.startsWith('GET') || request.includes(cards.good.number))).toEqual(
    [],
  );
  await expect(checkout.field('Card number')).toHaveValue(cards.good.number);
});

test('before hydration: a submission waits for the validation code, and is sent once', async ({
  page,
  checkout,
  programs,
}) => {
  const release = await delayScripts(page, /\/assets\/(check-form|contracts)-/);
  const sessionId = await checkout.open();
  await untilInteractive(page);
  let presses = 0;
  page.on('request', (request) => {
    if (request.url().includes('/trpc/checkout.pay')) presses += 1;
  });
  await checkout.fill({ card: cards.debit });
  await checkout.button(PRO_PLAN.pay).dblclick();
  await release();
  await expect(checkout.receipt).toBeVisible();
  expect(presses).toBe(1);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});
