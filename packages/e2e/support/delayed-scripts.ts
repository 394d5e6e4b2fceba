import type { Page } from '@playwright/test';

/** Keeps the page's scripts back until they are let go: what a shopper meets on a slow network. */
export async function delayScripts(
  page: Page,
  which: string | RegExp = '**/assets/*.js',
): Promise<() => Promise<void>> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route(which, async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    release();
    await untilInteractive(page);
  };
}

/** Until the page's code has taken over what the server drew. */
export async function untilInteractive(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('interactive').length > 0);
}
