import { expect, test } from './console-test.ts';

test('a shopper’s payment appears in the list without a reload, and its page follows it', async ({
  signIn,
  programs,
  pay,
  email,
}) => {
  const page = await signIn('sam');
  await page.goto(`${programs.consoleUrl}/payments?query=${encodeURIComponent(email)}`);
  await expect(page.getByText('No payment matches.')).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.dataset.notReloaded = 'true';
  });
  const paymentId = await pay();
  const row = page.getByRole('table', { name: 'Payments' }).getByRole('row').filter({ hasText: '€60.00' });
  await expect(row).toHaveCount(1);
  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payment of €60.00');
  await expect(page.getByText(paymentId, { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: email })).toBeVisible();

  await programs.service.payments.refund.mutate({ paymentId });
  await expect(page.getByText('The refund is on its way.')).toBeVisible();
  await expect(page.locator('html[data-not-reloaded]')).toHaveCount(1);
});

test('a viewer sees no e-mail address, nor an action', async ({ signIn, programs, pay, email }) => {
  const paymentId = await pay();
  const page = await signIn('vera');
  await page.goto(`${programs.consoleUrl}/payments/${paymentId}`);
  await expect(page.getByText('masked for your role')).toBeVisible();
  await expect(page.getByText(email)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Refund' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Exports' })).toHaveCount(0);
});

test('one search field finds a payment by what a customer says of it', async ({
  signIn,
  programs,
  pay,
  email,
}) => {
  const paymentId = await pay(7_000);
  const page = await signIn('sam');
  const search = page.getByRole('searchbox');
  for (const said of [email, paymentId, `order-of-${email}`, '84.00']) {
    await search.fill(said);
    await expect(page).toHaveURL(new RegExp(`query=${encodeURIComponent(said).replace('.', '\\.')}`));
    await expect(page.locator(`a[href="/payments/${paymentId}"]`)).toBeVisible();
  }
  expect(new URL(page.url()).origin).toBe(programs.consoleUrl);
});
