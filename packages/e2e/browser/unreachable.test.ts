import { cards } from '../support/cards.ts';
import { type CheckoutPage, PRO_PLAN } from '../support/checkout-page.ts';
import { chargesOf, createsOf } from '../support/ledger.ts';
import { loseResponses } from '../support/page-calls.ts';
import { expect, type Page, test } from './test.ts';

const PROCEDURES = '**/trpc/**';
const READING = '**/trpc/checkout.get**';

/** From the store, because a checkout that is opened by its address comes with its session in the page. */
async function checkOutUnanswered({ page, checkout }: { page: Page; checkout: CheckoutPage }) {
  await page.goto('/');
  await checkout.button('Add to cart').first().click();
  await page.route(READING, (route) => route.abort());
  await checkout.button('Check out').click();
  await expect(checkout.unreachable).toBeVisible();
}

test('an unreachable shop is said in plain words, and comes back on "Try again" @phone', async ({
  page,
  checkout,
  problems,
}) => {
  problems.allow(/ERR_FAILED/);
  await checkOutUnanswered({ page, checkout });
  await page.unroute(READING);
  await checkout.button('Try again').click();
  await expect(checkout.field('Card number')).toBeVisible();
});

test('the page that says so stays as it is while it tries again', async ({ page, checkout, problems }) => {
  problems.allow(/ERR_FAILED/);
  await checkOutUnanswered({ page, checkout });
  const heading = await checkout.unreachable.elementHandle();
  // A round is at most three requests: after four, another one has begun.
  for (let request = 0; request < 4; request += 1) await page.waitForEvent('requestfailed');
  // A heading made anew would take the focus, and be read out, again and again.
  expect(await heading?.evaluate((element) => element.isConnected)).toBe(true);
});

test('the store recovers by itself', async ({ page, checkout, problems }) => {
  problems.allow(/ERR_FAILED/);
  await page.route(PROCEDURES, (route) => route.abort());
  await page.goto('/');
  await expect(checkout.unreachable).toBeVisible();
  await page.unroute(PROCEDURES);
  await expect(checkout.button('Add to cart').first()).toBeVisible();
});

test('an api that is down when the button is pressed: nothing is lost, and one charge is made in the end', async ({
  checkout,
  programs,
  problems,
}) => {
  problems.allow(/ERR_CONNECTION_REFUSED/);
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good });
  await expect(checkout.button(PRO_PLAN.pay)).toBeVisible();
  await programs.stopApi();
  await checkout.pay();
  await expect(checkout.checking, 'not called a failure before it is known').toBeVisible();
  await programs.startApi();
  await expect(checkout.page.getByText('What you typed is still here')).toBeVisible();
  expect(await createsOf(programs, sessionId)).toEqual([]);

  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('pay: when the browser loses its response, the receipt appears by itself', async ({
  page,
  checkout,
  programs,
  problems,
}) => {
  problems.allow(/ERR_FAILED/);
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good });
  await loseResponses(page, 'checkout.pay');
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
});

test('a device that goes offline is told so, keeps what was typed, and pays when it is back', async ({
  page,
  context,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good });
  await expect(checkout.button(PRO_PLAN.pay)).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByRole('banner')).toContainText('You are offline');
  await expect(page.getByRole('status')).toContainText('You are offline');
  await context.setOffline(false);
  await expect(page.getByRole('banner')).not.toContainText('You are offline');
  await expect(page.getByRole('status')).toHaveText('You are connected again.');
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});
