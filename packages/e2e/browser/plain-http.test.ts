import { cards } from '../support/cards.ts';
import { countCalls } from '../support/page-calls.ts';
import { expect, type Page, test } from './test.ts';

/** A name that is not loopback, without https: what the shopper's browser calls not secure. */
const PLAIN = 'http://shop.test';

async function serveUnderPlainName(page: Page, checkoutUrl: string): Promise<void> {
  await page.route(`${PLAIN}/**`, async (route) => {
    const response = await route.fetch({ url: route.request().url().replace(PLAIN, checkoutUrl) });
    await route.fulfill({ response });
  });
}

test('plain http: the page says before a card is typed that none can be sent, and again when it is submitted', async ({
  page,
  checkout,
  programs,
  problems,
}) => {
  // Policies that only a secure page can have.
  problems.allow(/untrustworthy|Cross-Origin-|Origin-Agent-Cluster/);
  const items = [{ sku: 'pro', quantity: 1 }];
  const { url } = await programs.shopper.checkout.create.mutate({ items });
  await serveUnderPlainName(page, programs.checkoutUrl);
  const pays = countCalls(page, 'checkout.pay');
  await page.goto(url.replace(programs.checkoutUrl, PLAIN));
  await expect(checkout.problem).toContainText('opened without encryption');
  await checkout.fill({ card: cards.good });
  for (let presses = 0; presses < 2; presses += 1) {
    await checkout.pay();
    await expect(checkout.problem).toContainText('Nothing was charged');
    await expect(checkout.payButton, 'can be pressed again').toHaveAttribute('aria-busy', 'false');
  }
  expect(pays()).toBe(0);
});

test('a page without cryptography for the key of the attempt sends nothing, says so, and can be submitted again', async ({
  page,
  checkout,
}) => {
  await page.addInitScript(() => {
    const { subtle } = crypto;
    Object.defineProperty(crypto, 'subtle', {
      value: {
        generateKey: () => {
          throw new Error('broken');
        },
        sign: subtle.sign.bind(subtle),
      },
    });
  });
  await checkout.open();
  const pays = countCalls(page, 'checkout.pay');
  await checkout.fill({ card: cards.good });
  for (let presses = 0; presses < 2; presses += 1) {
    await checkout.pay();
    await expect(checkout.problem).toContainText('was not started and nothing was charged');
    await expect(checkout.payButton).toHaveAttribute('aria-busy', 'false');
  }
  expect(pays()).toBe(0);
});
