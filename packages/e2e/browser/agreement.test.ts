import { Announcements } from '../support/announcements.ts';
import { cards, grouped } from '../support/cards.ts';
import { type CheckoutPage, PRO_PLAN } from '../support/checkout-page.ts';
import { tabTo } from '../support/keyboard.ts';
import { chargesOf, createsOf, paymentsOf } from '../support/ledger.ts';
import { countCalls, loseResponses } from '../support/page-calls.ts';
import type { Programs } from '../support/programs.ts';
import { expect, type Page, test } from './test.ts';

const TAX_LATER = 'Tax is calculated when you pay.';

type World = { readonly checkout: CheckoutPage; readonly programs: Programs };

/**
 * A filled form for a country whose rate Inflow does not say. Each test has a country of its own: the api keeps what it was told, and what
 * it was not told, for longer than a test takes.
 */
async function fillWithoutRate({ checkout, programs }: World, country: string, card = cards.good) {
  const sessionId = await checkout.open();
  // The country that the page begins with has its rate, also in other tests.
  await expect(checkout.button(PRO_PLAN.pay)).toBeVisible();
  await programs.sandbox.faults.add({ operation: 'tax', kind: 'status', status: 404 });
  await checkout.fill({ card, country });
  await expect(checkout.toTotal).toBeVisible();
  return sessionId;
}

/** As if another total had been quoted than Inflow charges. */
function quoteTotal(page: Page, total: number) {
  return page.route('**/trpc/checkout.quote**', async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    Object.assign(body.result.data, { tax: total - PRO_PLAN.subtotal, total });
    await route.fulfill({ response, json: body });
  });
}

test('agreement: where the tax rate cannot be had, the shopper agrees to the true total, which is charged once @phone', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await fillWithoutRate({ checkout, programs }, 'AT');
  await expect(page.getByText(TAX_LATER).filter({ visible: true })).toHaveCount(1);
  await checkout.toTotal.click();
  await expect(checkout.agreement).toBeVisible();
  const main = page.getByRole('main');
  for (const said of ['The tax for your country has been calculated.', 'Nothing has been charged yet.'])
    await expect(main).toContainText(said);
  const order = page.getByRole('region', { name: 'Your order' });
  await expect(order.getByRole('definition')).toHaveText(['€49.99', '€10.00', '€59.99']);
  await expect(order.getByText('VAT (20%)')).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toEqual([]);

  await checkout.button('Order with obligation to pay').click();
  await expect(checkout.receipt).toBeVisible();
  await expect(page.getByRole('article')).toContainText('€59.99');
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: PRO_PLAN.total }]);
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
});

test('agreement: another total than the one that was shown is asked for, and charged by the same payment', async ({
  page,
  checkout,
  programs,
}) => {
  await quoteTotal(page, 5499);
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.good, country: 'BG' });
  await checkout.pay('Pay €54.99');
  await expect(checkout.agreement).toBeVisible();
  await expect(page.getByRole('main')).toContainText('The total has changed.');
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: PRO_PLAN.total }]);
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
});

test('agreement: after a 3DS challenge the total is asked for, also after a reload', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await fillWithoutRate({ checkout, programs }, 'HR', cards.challenged);
  await checkout.toTotal.click();
  await checkout.button('Approve').click();
  await expect(checkout.agreement).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/checkout/${sessionId}$`));
  expect(await chargesOf(programs, sessionId)).toEqual([]);
  await page.reload();
  await expect(checkout.agreement).toBeVisible();
  // 25 % in Croatia.
  await checkout.pay('Pay €62.49');
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 6249 }]);
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
});

test('agreement: the way back keeps the card; another card replaces the payment, which is never confirmed', async ({
  checkout,
  programs,
}) => {
  const sessionId = await fillWithoutRate({ checkout, programs }, 'CZ');
  await checkout.toTotal.click();
  await checkout.button('Change card or details').click();
  await expect(checkout.heading('Checkout')).toBeFocused();
  await expect(checkout.field('Card number')).toHaveValue(grouped(cards.good.number));
  await expect(checkout.field('CVC')).toHaveValue(cards.good.cvc);

  await checkout.type('Card number', cards.mastercard.number);
  await checkout.toTotal.click();
  // 21 % in Czechia.
  await checkout.pay('Pay €60.49');
  await expect(checkout.receipt).toBeVisible();
  const payments = await paymentsOf(programs, sessionId);
  expect(payments.map(({ depositStatus }) => depositStatus).sort()).toEqual([
    'requires_confirmation',
    'succeeded',
  ]);
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 6049 }]);
});

test('agreement: the same form submitted again asks for the same payment', async ({ checkout, programs }) => {
  const sessionId = await fillWithoutRate({ checkout, programs }, 'CY');
  await checkout.toTotal.click();
  await checkout.button('Change card or details').click();
  await checkout.toTotal.click();
  await expect(checkout.agreement).toBeVisible();
  expect(await createsOf(programs, sessionId)).toHaveLength(1);
});

test('agreement: two clicks in one tick are one request and one charge', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await fillWithoutRate({ checkout, programs }, 'DK', cards.debit);
  const agreed = countCalls(page, 'checkout.agree');
  await checkout.toTotal.click();
  await expect(checkout.agreement).toBeVisible();
  await programs.sandbox.faults.add({
    operation: 'confirm',
    kind: 'latency',
    delayMs: 500,
    card: cards.debit.number,
  });
  await checkout.payButton.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(checkout.receipt).toBeVisible();
  expect(agreed()).toBe(1);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('agreement: when the browser loses its response, nothing is called a failure, and the receipt appears', async ({
  page,
  context,
  checkout,
  programs,
  problems,
}) => {
  problems.allow(/ERR_FAILED/);
  const announced = await Announcements.record(context);
  const sessionId = await fillWithoutRate({ checkout, programs }, 'EE');
  await loseResponses(page, 'checkout.agree');
  await checkout.toTotal.click();
  // 24 % in Estonia.
  await checkout.pay('Pay €61.99');
  await expect(checkout.receipt).toBeVisible();
  expect(announced.count(/nothing was charged|not been charged/)).toBe(0);
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 6199 }]);
});

test('agreement: a request that never arrived is checked, and asked for again', async ({
  page,
  checkout,
  programs,
  problems,
}) => {
  problems.allow(/ERR_FAILED/);
  const sessionId = await fillWithoutRate({ checkout, programs }, 'FI');
  await page.route('**/trpc/checkout.agree**', (route) => route.abort(), { times: 1 });
  await checkout.toTotal.click();
  // 25.5 % in Finland.
  await checkout.pay('Pay €62.74');
  await expect(checkout.checking, 'not called a failure before it is known').toBeVisible();
  await expect(checkout.problem).toContainText('nothing was charged');
  expect(await chargesOf(programs, sessionId)).toEqual([]);
  await checkout.pay('Pay €62.74');
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 6274 }]);
});

test('agreement: a session that ends meanwhile is shown as expired, and nothing is charged', async ({
  checkout,
  programs,
}) => {
  const sessionId = await fillWithoutRate({ checkout, programs }, 'GR');
  await checkout.toTotal.click();
  await expect(checkout.agreement).toBeVisible();
  await programs.service.sessions.expire.mutate({ sessionId });
  await expect(checkout.expired).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toEqual([]);
});

test('agreement: a quote that does not come in time lets the shopper go on without it, and changes nothing later', async ({
  page,
  checkout,
  programs,
}) => {
  const sessionId = await checkout.open();
  const late = Promise.withResolvers<void>();
  await page.route('**/trpc/checkout.quote**', async (route) => {
    await late.promise;
    await route.continue();
  });
  await checkout.fill({ card: cards.good, country: 'HU' });
  await expect(checkout.button('Calculating total…')).toBeVisible();
  await expect(checkout.toTotal).toBeVisible();
  const answered = page.waitForResponse('**/trpc/checkout.quote**');
  late.resolve();
  await (await answered).finished();
  // The page has taken the quote by its next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await expect(checkout.toTotal, 'no amount comes onto a button that may be under a finger').toBeVisible();
  await checkout.toTotal.click();
  // 27 % in Hungary.
  await checkout.pay('Pay €63.49');
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 6349 }]);
});

test('agreement: with the keyboard alone, and as a screen reader tells it', async ({
  page,
  context,
  checkout,
  programs,
}) => {
  const announced = await Announcements.record(context);
  const sessionId = await fillWithoutRate({ checkout, programs }, 'IE');
  await expect(checkout.toTotal).toHaveAccessibleDescription(TAX_LATER);
  await expect.poll(() => announced.count(TAX_LATER)).toBe(1);
  await tabTo(page, checkout.toTotal);
  await page.keyboard.press('Enter');
  await expect(checkout.agreement, 'a new page says where one is').toBeFocused();
  await expect(page).toHaveTitle(/^Check the total – /);
  await expect.poll(() => announced.count('The total is now €61.49.')).toBe(1);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Check the total" [level=1]
    - link "Cancel and go back"
    - region "Your order":
      - heading "Your order" [level=2]
      - group:
        - list:
          - listitem: Pro plan €49.99
        - term: Subtotal
        - definition: €49.99
        - term: VAT (23%)
        - definition: €11.50
        - term: Total
        - definition: €61.49
    - paragraph: The tax for your country has been calculated.
    - paragraph: Nothing has been charged yet.
    - button "Pay €61.49"
    - button "Change card or details"
  `);
  await tabTo(page, checkout.button('Pay €61.49'));
  await page.keyboard.press('Space');
  await expect(checkout.receipt).toBeFocused();
  expect(await chargesOf(programs, sessionId)).toMatchObject([{ amount: 6149 }]);
});
