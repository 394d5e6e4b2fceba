import { LIMITS } from '../support/console-programs.ts';
import { expect, type Page, test } from './console-test.ts';

async function confirm(page: Page, button: string, reason: string) {
  await page.getByLabel('Reason', { exact: true }).fill(reason);
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
}

test('support finds a customer by e-mail and refunds: once at Inflow, with the reason in the timeline', async ({
  signIn,
  pay,
  programs,
  email,
}) => {
  const paymentId = await pay();
  const page = await signIn('sam');
  await page.getByRole('searchbox').fill(email);
  await page.locator(`a[href="/payments/${paymentId}"]`).click();
  await page.getByRole('button', { name: 'Refund', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText(`€60.00, ${email}`);
  await confirm(page, 'Refund €60.00', 'The parcel was lost');
  await expect(page.getByRole('dialog')).toContainText('Inflow has taken the refund');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('The refund is on its way.')).toBeVisible();
  await expect(page.getByRole('list').getByText('“The parcel was lost”').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refund', exact: true })).toHaveCount(0);
  const refunds = (await programs.sandbox.requests()).filter(
    ({ operation, path }) => operation === 'refund' && path.includes(paymentId),
  );
  expect(refunds).toHaveLength(1);
});

test('a refund over the limit waits for a second person, and the first cannot approve it', async ({
  signIn,
  pay,
  programs,
}) => {
  const paymentId = await pay(LIMITS.finance);
  const refundsSent = async () =>
    (await programs.sandbox.requests()).filter(
      ({ operation, path }) => operation === 'refund' && path.includes(paymentId),
    ).length;

  const first = await signIn('fay');
  await first.goto(`${programs.consoleUrl}/payments/${paymentId}`);
  await first.getByRole('button', { name: 'Refund', exact: true }).click();
  await expect(first.getByRole('dialog')).toContainText('A second person decides');
  await confirm(first, 'Ask for a refund of €600.00', 'Delivered twice');
  await expect(first.getByRole('dialog')).toContainText('Nothing was sent');
  await first.getByRole('button', { name: 'Close' }).click();
  await expect(first.getByText('You asked for it yourself')).toBeVisible();
  await expect(first.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  const row = (page: Page) => page.getByRole('row').filter({ hasText: '€600.00' });
  await first.goto(`${programs.consoleUrl}/approvals`);
  await expect(row(first)).toContainText('Yours: another person decides');
  // Nor past the page.
  const waiting = await call(first, 'refund.waiting');
  const requestId = waiting.data.requests.find(
    (each: { paymentId: string }) => each.paymentId === paymentId,
  ).requestId;
  const refused = await call(first, 'refund.approve', { requestId, reason: 'Mine' });
  expect(refused.error).toBe('SAME_PERSON');
  expect(await refundsSent()).toBe(0);

  const second = await signIn('finn');
  await second.goto(`${programs.consoleUrl}/approvals`);
  await row(second).getByRole('button', { name: 'Approve' }).click();
  await expect(second.getByRole('dialog')).toContainText('€600.00');
  await confirm(second, 'Approve and refund €600.00', 'Seen the two parcels');
  await expect(second.getByRole('dialog')).toContainText('Inflow has taken the refund');
  expect(await refundsSent()).toBe(1);
  await second.getByRole('button', { name: 'Close' }).click();
  await expect(row(second)).toHaveCount(0);
});

test('a viewer is refused by the api, not only by the page', async ({ signIn, pay, programs }) => {
  const paymentId = await pay();
  const page = await signIn('vera');
  const expected = { amountInCents: 6_000, currency: 'EUR' };
  const { error } = await call(page, 'refund.request', { paymentId, reason: 'Because', expected });
  expect(error).toBe('NOT_ALLOWED');
  const requests = await programs.sandbox.requests();
  expect(
    requests.filter(({ operation, path }) => operation === 'refund' && path.includes(paymentId)),
  ).toEqual([]);
});

test('a refund whose answer is lost is called not known', async ({ signIn, pay, programs }) => {
  const paymentId = await pay();
  await programs.sandbox.faults.add({ operation: 'refund', kind: 'drop_before', count: 1 });
  const page = await signIn('sam');
  await page.goto(`${programs.consoleUrl}/payments/${paymentId}`);
  await page.getByRole('button', { name: 'Refund', exact: true }).click();
  await confirm(page, 'Refund €60.00', 'The parcel was lost');
  await expect(page.getByRole('dialog')).toContainText(
    'It is not known yet whether Inflow has taken the refund',
  );
});

/** What a person could send past the page, from the page's own origin. */
async function call(page: Page, procedure: string, input?: object) {
  return page.evaluate(
    async ([path, body]) => {
      const response = await fetch(`/trpc/console.${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const { result, error } = await response.json();
      return { data: result?.data, error: error?.data.reason };
    },
    [procedure, input] as const,
  );
}
