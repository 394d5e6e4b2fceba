import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectToEmbedded } from '../support/embedded-postgres.ts';
import { expect, test } from './console-test.ts';

const ROWS = 100_000;

test('finance exports 100,000 payments with progress, whole and with formulas defused', async ({
  signIn,
  programs,
}) => {
  const database = await connectToEmbedded(join(programs.folder, 'data'));
  try {
    // Years ago, so that no other test meets them.
    await database.query(
      `insert into payments (id, status, currency, amount, amount_taxes_included, customer_email, products, metadatas, timeline, orphan, read_at, created_at, provider_created_at)
       select 'pay_export' || i, 'PAYMENT_SUCCESS', 'EUR', 1000, 1200, '=cmd' || i || '@example.com', '[]', '{}', '[]', false, now(),
         timestamptz '2020-01-01' + i * interval '1 second', timestamptz '2020-01-01' + i * interval '1 second'
       from generate_series(1, ${ROWS}) as i`,
    );
  } finally {
    await database.end();
  }
  const page = await signIn('fay');
  await page.goto(`${programs.consoleUrl}/payments?createdFrom=2020-01-01&createdTo=2020-02-01&currency=EUR`);
  await page.getByRole('link', { name: 'Export this list' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText(/Done: 100,000 rows/)).toBeVisible();
  const file = await (await download).path();
  const text = await readFile(file, 'utf8');
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(ROWS + 1);
  expect(new Set(lines.map((line) => /pay_export\d+/.exec(line)?.[0])).size).toBe(ROWS + 1);
  expect(text).not.toMatch(/(^|,|")=cmd/m);
  expect(text).toContain("'=cmd1@example.com");
});

test('support may not export, also past its page', async ({ signIn, programs }) => {
  const page = await signIn('sam');
  await page.goto(`${programs.consoleUrl}/exports`);
  const status = await page.evaluate(async () => (await fetch('/exports/payments.csv')).status);
  expect(status).toBe(403);
});
