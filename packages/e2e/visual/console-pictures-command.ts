/** Takes the console's pictures of README and docs/console.md from the demo's month: pnpm --filter @checkout/e2e console-pictures */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type Demo, startDemo } from '../demo/demo-programs.ts';
import { browserLaunch } from '../support/browser.ts';
import { REPOSITORY } from '../support/paths.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const FOLDER = join(REPOSITORY, 'docs', 'pictures');
const LARGEST_BYTES = 220_000;

/** By their headings, which come before what takes longer: each picture waits for its own last part. */
const PAGES = {
  overview: {
    path: '/',
    async isThere(page: Page) {
      await page.locator('.uplot').nth(1).waitFor();
      await page.getByRole('table', { name: 'By reason' }).waitFor();
    },
    height: 900,
  },
  payments: {
    path: '/payments',
    isThere: (page: Page) => page.getByRole('table').first().waitFor(),
    height: 640,
  },
  payment: {
    path: '/payments?status=FULLY_REFUNDED',
    async isThere(page: Page) {
      await page.getByRole('table').first().locator('a').first().click();
      await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    },
    height: 900,
  },
  events: {
    path: '/events?type=session.completed',
    isThere: (page: Page) => page.getByRole('table').first().waitFor(),
    height: 640,
  },
} as const;

async function takeAll(browser: Browser, { consoleLink }: Demo): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(consoleLink);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [name, { path, isThere, height }] of Object.entries(PAGES)) {
      await page.setViewportSize({ width: 1280, height });
      await page.goto(new URL(path, consoleLink).href);
      await isThere(page);
      await page.waitForFunction(() => document.querySelector('.skeleton') === null);
      const bytes = await page.screenshot({ animations: 'disabled' });
      const file = `console-${name}-${colorScheme}.png`;
      if (bytes.length > LARGEST_BYTES) throw new Error(`${file} has ${bytes.length} bytes`);
      await writeFile(join(FOLDER, file), bytes);
    }
  }
  await context.close();
}

await using place = await makeTemporaryFolder();
await using demo = await startDemo({
  folder: join(place.path, 'demo'),
  days: 30,
  ports: { api: '0', console: '0', sandbox: '0', card: '0' },
  say: () => undefined,
});
await using browser = await chromium.launch(await browserLaunch());
await takeAll(browser, demo);
