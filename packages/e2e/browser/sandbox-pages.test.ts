import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Control, createControl } from '@checkout/sandbox/control';
import { expectAccessible } from '../support/accessibility.ts';
import { cards, grouped } from '../support/cards.ts';
import { tabTo } from '../support/keyboard.ts';
import type { Programs } from '../support/programs.ts';
import { expect, type Page, test } from './test.ts';

const SECRET = `whsec_${Buffer.from('only for these pages').toString('base64')}`;

/** A key of its own at the sandbox, with a webhook that is taken: what is done here concerns no other test. */
async function ownKey(programs: Programs, testId: string) {
  const apiKey = `inflow_priv_${testId}`;
  const receiver = createServer((_request, response) => response.writeHead(204).end());
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const control = createControl({ apiUrl: programs.sandboxUrl, apiKey });
  await control.webhooks.configure({ url: `http://127.0.0.1:${port}/webhooks`, secret: SECRET });
  return {
    control,
    pageUrl: `${programs.sandboxUrl}/?key=${apiKey}`,
    /** Without a number the payment waits for the card form. */
    async create(number?: string): Promise<{ id: string; threeDsSessionUrl: string | null }> {
      const answer = await fetch(`${programs.cardUrl}/api/server/payment`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-inflow-api-key': apiKey },
        body: JSON.stringify({
          products: [{ name: 'Tea', price: 1000, quantity: 2 }],
          currency: 'EUR',
          customerEmail: 'ada@example.com',
          billingCountry: 'FR',
          purchasingAsBusiness: false,
          autoConfirm: true,
          ...(number === undefined ? {} : { card: { number, expMonth: 12, expYear: 2034, cvc: '123' } }),
        }),
      });
      expect(answer.status).toBe(201);
      return (await answer.json()) as { id: string; threeDsSessionUrl: string | null };
    },
    async [Symbol.asyncDispose]() {
      receiver.closeAllConnections();
      receiver.close();
      await once(receiver, 'close');
    },
  };
}

const delivered = (control: Control) =>
  expect
    .poll(async () => (await control.deliveries.list()).filter(({ status }) => status === 'delivered').length)
    .toBeGreaterThan(0);

test("the sandbox's page with all there is on it: accessible, and nothing to scroll sideways @phone", async ({
  page,
  programs,
}, { testId }) => {
  await using own = await ownKey(programs, testId);
  for (const number of [cards.good.number, cards.declined.number, cards.challenged.number])
    await own.create(number);
  await own.control.faults.add({
    operation: 'tax',
    kind: 'status',
    status: 429,
    retryAfter: 1,
    probability: 0.5,
  });
  await own.control.webhookFaults.add({ kind: 'bad_signature', eventType: 'payment.settled', count: 3 });
  await own.control.dialect.set({ confirmStatus: '200', listLagMs: 4_000 });
  await delivered(own.control);
  await page.goto(own.pageUrl);
  await expect(page.locator('#dialect .differs')).toHaveCount(2);
  for (const id of ['payments', 'deliveries', 'requests']) {
    await page.locator(`#${id} summary`).first().click();
    await expect(page.locator(`#${id} details[open] pre`).first()).toBeVisible();
  }
  await expectAccessible(page);
});

test("the bank's pages: accessible, and nothing to scroll sideways @phone", async ({ page, programs }, {
  testId,
}) => {
  await using own = await ownKey(programs, testId);
  await page.goto(String((await own.create(cards.challenged.number)).threeDsSessionUrl));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm your payment');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Approved');
  await expectAccessible(page);
});

test('the card form: found on the page, accessible, and the bank’s page after it @phone', async ({
  page,
  programs,
}, { testId }) => {
  await using own = await ownKey(programs, testId);
  const { id } = await own.create();
  await page.goto(own.pageUrl);
  await page.locator('#payments summary').click();
  await page.getByRole('link', { name: 'Open the card form' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pay by card');
  await expectAccessible(page);
  await page.getByLabel('Card number').fill(grouped(cards.challenged.number));
  await page.getByLabel('Month').fill('12');
  await page.getByLabel('Year').fill('34');
  await page.getByLabel('CVC').fill(cards.challenged.cvc);
  await page.getByRole('button', { name: 'Pay' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm your payment');
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Approved');
  await page.goto(`${programs.sandboxUrl}/card-form/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This payment takes no card');
  await expectAccessible(page);
});

/** Goes there with Tab, finds the focus to be seen, and presses a key. */
async function press(page: Page, name: string | RegExp, key: 'Enter' | 'Space'): Promise<void> {
  const button = page.getByRole('button', { name }).first();
  await tabTo(page, button);
  await expect(button).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press(key);
}

test("the sandbox's page with the keyboard alone: faults, dialect, clock, redelivery", async ({
  page,
  programs,
}, { testId }) => {
  await using own = await ownKey(programs, testId);
  const { control } = own;
  await own.create(cards.good.number);
  await delivered(control);
  await page.goto(own.pageUrl);

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to payments' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to payments' })).toBeInViewport();
  await page.keyboard.press('Enter');
  const payment = page.locator('#payments summary');
  await tabTo(page, payment);
  await page.keyboard.press('Enter');
  await expect(page.locator('#payments ol')).toBeVisible();
  // Something happens meanwhile: the section is made anew, and neither what is open nor the focus is lost.
  await control.payments.seed({ status: 'PAYMENT_FAILED' });
  await expect(page.locator('#payments summary')).toHaveCount(2);
  await expect(payment.last()).toBeFocused();
  await expect(page.locator('#payments ol').last()).toBeVisible();

  await tabTo(page, page.getByLabel('Operation'));
  await page.keyboard.type('confirm');
  await page.keyboard.press('Tab');
  await page.keyboard.type('hang');
  await press(page, 'Switch on', 'Enter');
  await expect(page.locator('#faults li')).toHaveCount(1);
  expect(await control.faults.list()).toMatchObject([{ operation: 'confirm', kind: 'hang', left: null }]);
  await press(page, 'Switch off', 'Space');
  await expect(page.locator('#faults li')).toHaveCount(0);
  expect(await control.faults.list()).toEqual([]);

  const status = page.getByLabel('confirmStatus', { exact: true });
  await expect(status).toHaveAccessibleDescription('HTTP status of a confirm.');
  await tabTo(page, status);
  await page.keyboard.type('200');
  const lag = page.getByLabel('listLagMs', { exact: true });
  await tabTo(page, lag);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('4000');
  // Something happens meanwhile: what is chosen and typed is not lost.
  await control.payments.seed({ status: 'INITIATION' });
  await expect(page.locator('#payments summary')).toHaveCount(3);
  await press(page, 'Change the dialect', 'Enter');
  await expect(page.locator('#dialect .differs')).toHaveCount(2);
  await expect(status).toHaveAccessibleDescription('Default: 201. HTTP status of a confirm.');
  expect(await control.dialect.get()).toMatchObject({ confirmStatus: '200', listLagMs: 4_000 });

  await press(page, 'Advance 1 day', 'Enter');
  await expect(payment.last()).toContainText('PAYMENT_SUCCESS');
  expect((await control.clock.get()).offsetMs).toBe(86_400_000);

  await page.goto(own.pageUrl);
  const delivery = page.locator('#deliveries summary').first();
  await tabTo(page, delivery);
  await page.keyboard.press('Enter');
  await press(page, 'Redeliver', 'Enter');
  await expect
    .poll(async () => (await control.deliveries.list()).map(({ attempts }) => attempts.length))
    .toContain(2);
});
