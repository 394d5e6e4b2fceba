import { expect, test } from './console-test.ts';

test('a person signs in at the merchant’s login, and is then where they wanted to be', async ({
  page,
  problems,
  programs,
}) => {
  problems.allow(/status of 401/);
  programs.login.next('sam');
  await page.goto(`${programs.consoleUrl}/payments?query=tea`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments');
  await expect(page.getByRole('searchbox')).toHaveValue('tea');
  await expect(page.getByText('Sam Support')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/payments');
});

test('who has no role is told so, and sees nothing', async ({ page, problems, programs }) => {
  problems.allow(/status of 401/);
  programs.login.next('nora');
  await page.goto(programs.consoleUrl);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('none of your groups has a role');
  await page.goto(`${programs.consoleUrl}/payments`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveCount(0);
});

test('sign-out ends the session, also for a page that is still open', async ({ signIn, programs }) => {
  const page = await signIn('sam');
  await page.goto(`${programs.consoleUrl}/payments`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments');
  const other = await page.context().newPage();
  await other.goto(programs.consoleUrl);
  await other.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(other.getByRole('link', { name: 'Sign in' })).toBeVisible();
  // The open page reads on, is refused, and shows the sign-in.
  await page.getByLabel('Currency').selectOption('EUR');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  const [status] = await page.evaluate(async () => {
    const response = await fetch('/trpc/console.me', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    return [response.status];
  });
  expect(status).toBe(401);
});

test('a browser with a language tag of its system sees the overview', async ({ signIn, pay, programs }) => {
  await pay();
  const page = await signIn('fay');
  // As a browser has it that is started where LANG is C.
  await page.addInitScript(() => {
    const tag = 'en-US@posix';
    Object.defineProperty(navigator, 'language', { get: () => tag });
    Object.defineProperty(navigator, 'languages', { get: () => [tag] });
  });
  await page.goto(programs.consoleUrl);
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await page.getByText('Numbers as a table').click();
  await expect(page.getByRole('columnheader', { name: 'Net of refunds and reversals' })).toBeVisible();
});
