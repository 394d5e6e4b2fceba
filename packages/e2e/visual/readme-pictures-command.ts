// Takes the README's pictures from the running programs: pnpm --filter @checkout/e2e pictures
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page, type PageScreenshotOptions } from '@playwright/test';
import { browserLaunch } from '../support/browser.ts';
import { cards } from '../support/cards.ts';
import { CheckoutPage, PRO_PLAN } from '../support/checkout-page.ts';
import { REPOSITORY } from '../support/paths.ts';
import { type Programs, startPrograms } from '../support/programs.ts';

const FOLDER = join(REPOSITORY, 'docs', 'pictures');
const LARGEST_BYTES = 150_000;

type Look = {
  readonly suffix: string;
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { width: number; height: number };
};

const LOOKS: readonly Look[] = [
  { suffix: 'light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { suffix: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { suffix: 'phone', colorScheme: 'light', viewport: { width: 320, height: 640 } },
];

type Scene = {
  readonly page: Page;
  readonly checkout: CheckoutPage;
  readonly programs: Programs;
  /** Call it when all that is to be seen is there. */
  picture(name: string): Promise<void>;
};

/** One shopper's way, with a picture at each station. The cards are the sandbox's test cards. */
async function walk({ page, checkout, programs, picture }: Scene): Promise<void> {
  await page.goto('/');
  for (const index of [1, 3]) await checkout.button('Add to cart').nth(index).click();
  await checkout.button('Check out').waitFor();
  await picture('store');

  await checkout.open();
  await checkout.fill({ card: cards.good });
  await checkout.button(PRO_PLAN.pay).waitFor();
  await picture('checkout');

  await checkout.typeCard(cards.declined);
  await checkout.pay();
  await checkout.problem.waitFor();
  await picture('declined');

  await checkout.typeCard(cards.challenged);
  await checkout.pay();
  await checkout.button('Approve').waitFor();
  await picture('bank');
  await checkout.button('Approve').click();
  await checkout.receipt.waitFor();
  await picture('receipt');

  await page.goto(programs.sandboxUrl);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture('sandbox');
}

/** The sandbox's page lists so much that its beginning says it all; of the others the whole is shown. */
function extentOf(page: Page, name: string): PageScreenshotOptions {
  if (name !== 'sandbox') return { fullPage: true };
  const width = page.viewportSize()?.width ?? 0;
  return { clip: { x: 0, y: 0, width, height: 640 } };
}

async function takeAll(browser: Browser, programs: Programs, look: Look): Promise<void> {
  const { suffix, colorScheme, viewport } = look;
  const context = await browser.newContext({
    viewport,
    colorScheme,
    baseURL: programs.checkoutUrl,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const picture = async (name: string) => {
    // The caret and the focus ring of the last click are the photographer's, not the page's.
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      window.scrollTo(0, 0);
    });
    const bytes = await page.screenshot({ animations: 'disabled', ...extentOf(page, name) });
    if (bytes.length > LARGEST_BYTES) throw new Error(`${name}-${suffix}.png has ${bytes.length} bytes`);
    await writeFile(join(FOLDER, `${name}-${suffix}.png`), bytes);
  };
  const checkout = new CheckoutPage(page, programs, 'ada@example.com');
  await walk({ page, checkout, programs, picture });
  await context.close();
}

await mkdir(FOLDER, { recursive: true });
await using browser = await chromium.launch(await browserLaunch());
for (const look of LOOKS) {
  // New programs each time, so that the sandbox's page shows the same few payments in every look.
  await using programs = await startPrograms();
  await takeAll(browser, programs, look);
}
