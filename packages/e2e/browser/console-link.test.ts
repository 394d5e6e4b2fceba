import { expect, test } from '@playwright/test';
import { startPrograms } from '../support/programs.ts';

test('on one’s own machine the printed link signs in once, and leaves the address', async ({ page }) => {
  await using programs = await startPrograms({ apiVariables: { CONSOLE_PORT: '0', SANDBOX: 'on' } });
  const link = /^Console: (\S+)$/m.exec(programs.apiOutput())?.[1] ?? 'no link was printed';
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  expect(page.url()).toBe(new URL('/', link).href);

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  // A link only changes what stands behind #, which loads no page anew.
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('alert')).toContainText('The sign-in has run out');
});
