import { join } from 'node:path';
import { connectToEmbedded } from '../support/embedded-postgres.ts';
import { expect, type Page, test } from './console-test.ts';

async function confirm(page: Page, button: string, reason: string) {
  await page.getByLabel('Reason', { exact: true }).fill(reason);
  await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
}

test('a stray charge is adopted: its checkout is paid by it', async ({ signIn, pay, programs }) => {
  const { service, sandbox, consoleUrl } = programs;
  const paymentId = await pay();
  const known = (await sandbox.payments.list()).find(({ id }) => id === paymentId);
  const { sessionId } = await service.sessions.create.mutate({
    products: [{ name: 'Tea', price: 2_500, quantity: 1 }],
    currency: 'EUR',
  });
  // Of this installation, for a session of ours, in an amount that was never agreed to.
  const stray = await sandbox.payments.seed({
    status: 'PAYMENT_SUCCESS',
    amountInCents: 9_900,
    metadatas: {
      checkoutInstallation: String(known?.metadatas?.checkoutInstallation),
      checkoutSessionId: sessionId,
    },
  });
  await service.payments.get.query({ paymentId: stray.id });
  const page = await signIn('fay');
  await page.goto(`${consoleUrl}/attention/stray`);
  await page.locator(`a[href="/payments/${stray.id}"]`).click();
  await expect(page.getByText('This charge belongs to no order')).toBeVisible();
  await page.getByRole('button', { name: 'Adopt' }).click();
  await confirm(page, 'Adopt the charge of €118.80', 'They paid the old price');
  await expect(page.getByRole('dialog')).toContainText('Adopted.');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('The customer has paid, and the amount is on our balance.')).toBeVisible();
  expect(await service.sessions.get.query({ sessionId })).toMatchObject({
    status: 'complete',
    paymentId: stray.id,
  });
});

test('a dead delivery is processed again', async ({ signIn, pay, programs, email }) => {
  const paymentId = await pay();
  const database = await connectToEmbedded(join(programs.folder, 'data'));
  const svixId = `msg_${email.replace(/\W/g, '')}`;
  try {
    await database.query(
      `insert into webhook_deliveries (svix_id, sent_at, state, events, tries) values ($1, now(), 'dead', $2, 12)`,
      [svixId, JSON.stringify([{ eventType: 'payment.settled', paymentId }])],
    );
    const page = await signIn('sam');
    await page.goto(`${programs.consoleUrl}/attention/deliveries`);
    const row = page.getByRole('row').filter({ hasText: svixId });
    await row.getByRole('button', { name: 'Process again' }).click();
    await confirm(page, 'Process again', 'Inflow is back');
    await expect(page.getByRole('dialog')).toContainText('Deliveries that will be processed again: 1.');
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(row).toHaveCount(0);
    await expect
      .poll(async () => {
        const { rows } = await database.query('select state from webhook_deliveries where svix_id = $1', [
          svixId,
        ]);
        return rows;
      })
      .toEqual([{ state: 'processed' }]);
  } finally {
    await database.end();
  }
});

test('a payment link is made by hand, and pays once', async ({ signIn, programs, page: shopper }) => {
  const page = await signIn('sam');
  await page.goto(`${programs.consoleUrl}/links`);
  await page.getByLabel('Price before tax').fill('49,99');
  await page.getByLabel('Reason', { exact: true }).fill('Ordered by phone');
  await page.getByRole('button', { name: 'Make the link' }).click();
  // The field that is missing is named, and what was typed stays.
  await expect(page.getByText('Fill this in.')).toBeVisible();
  await expect(page.getByLabel('Price before tax')).toHaveValue('49,99');
  await page.getByLabel('What for').fill('Repair of a lamp');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  const url = await page.locator('pre').textContent();
  await shopper.goto(url ?? '');
  await expect(shopper.getByText('Repair of a lamp').first()).toBeVisible();
});
