import { createControl } from '@checkout/sandbox/control';
import type { Page } from '@playwright/test';
import { type Host, startHost } from '../faults/cluster.ts';
import { startBalancer } from '../support/balancer.ts';
import { startApi } from '../support/built-programs.ts';
import { cards } from '../support/cards.ts';
import { CheckoutPage } from '../support/checkout-page.ts';
import { createApiClient } from '../support/clients.ts';
import { createDatabase } from '../support/embedded-postgres.ts';
import { buildNextRelease } from '../support/next-release.ts';
import { payInput } from '../support/pay-input.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { test as base, expect } from './test.ts';

const API_KEY = 'inflow_priv_rolling';

type Release = 'this' | 'next';

/** Nodes of two releases on one database, behind a balancer that sends each request to another one. */
async function startReleases(host: Host, name: string) {
  await using starting = new AsyncDisposableStack();
  const folder = starting.use(await makeTemporaryFolder()).path;
  const nextScript = await buildNextRelease(folder);
  const balancer = starting.use(await startBalancer());
  const env = {
    INFLOW_API_KEY: API_KEY + name,
    INFLOW_API_BASE_URL: host.apiUrl,
    INFLOW_CARD_BASE_URL: host.cardUrl,
    ATTEMPT_LIMITS: 'off',
    DATABASE_URL: await createDatabase(host.dataDir, `rolling_${name}`),
    PUBLIC_URL: balancer.url,
    PORT: '0',
  };
  const running = starting.move();
  return {
    balancer,
    shopper: createApiClient(balancer.url),
    sandbox: createControl({ apiUrl: host.apiUrl, apiKey: env.INFLOW_API_KEY }),
    /** Starts a node of a release; the balancer does not know it yet. */
    async start(release: Release) {
      const node = await startApi(folder, env, release === 'next' ? { script: nextScript } : {});
      running.use(node);
      return { url: node.said[1] ?? '', stop: () => node.stop() };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const test = base.extend<{ releases: (name: string) => ReturnType<typeof startReleases> }, { host: Host }>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names out of this pattern
    async ({}, use) => {
      await using host = await startHost();
      await use(host);
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  releases: async ({ host }, use) => {
    await using stack = new AsyncDisposableStack();
    await use(async (name) => stack.use(await startReleases(host, name)));
  },
});

const releaseOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.release ?? 'this');

test('two releases side by side behind one balancer: ten pages of ten pay, of either release', async ({
  browser,
  releases,
}) => {
  const { balancer, shopper, sandbox, start } = await releases('beside');
  const both = [(await start('this')).url, (await start('next')).url];
  const seen: string[] = [];
  for (let visit = 1; visit <= 10; visit += 1) {
    // Otherwise each page could come from the same release: every visit takes as many requests.
    balancer.nodes = visit % 2 === 0 ? both : both.toReversed();
    await using context = await browser.newContext();
    const checkout = new CheckoutPage(await context.newPage(), { shopper }, `ada${visit}@example.com`);
    await checkout.open();
    await checkout.fill({ card: cards.good });
    await checkout.pay();
    await expect(checkout.receipt).toBeVisible();
    seen.push(await releaseOf(checkout.page));
  }
  expect(new Set(seen)).toEqual(new Set(['this', 'next']));
  expect(await sandbox.ledger()).toHaveLength(10);
});

test('a page that stays open while its release goes: another language comes, and it pays', async ({
  page,
  releases,
}) => {
  const { balancer, shopper, start } = await releases('after');
  const old = await start('this');
  balancer.nodes = [old.url];
  const checkout = new CheckoutPage(page, { shopper }, 'ada@example.com');
  await checkout.open();
  await checkout.fill({ card: cards.good });
  balancer.nodes = [(await start('next')).url];
  await old.stop();
  await page.getByLabel('Language').selectOption('de');
  await expect(checkout.heading('Kasse')).toBeVisible();
  await checkout.button('Bestellen und 59,99 € bezahlen').click();
  await expect(checkout.heading('Zahlung angenommen')).toBeVisible();
  expect(await releaseOf(page)).toBe('this');
});

test('nodes are replaced one after the other under load, and no shopper notices', async ({ releases }) => {
  const { balancer, shopper, sandbox, start } = await releases('load');
  const old = [await start('this'), await start('this')];
  balancer.nodes = old.map(({ url }) => url);
  const failures: unknown[] = [];
  const paid: string[] = [];
  let isOver = false;
  const shopUntilOver = async () => {
    while (!isOver) {
      const { sessionId } = await shopper.checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] });
      const { status } = await shopper.checkout.pay.mutate(payInput(sessionId));
      if (status === 'succeeded') paid.push(sessionId);
      else failures.push(status);
    }
  };
  const shoppers = Array.from({ length: 4 }, () =>
    shopUntilOver().catch((error: unknown) => failures.push(error)),
  );
  let nodes = old;
  for (const leaving of old) {
    nodes = [...nodes, await start('next')];
    balancer.nodes = nodes.map(({ url }) => url);
    const before = paid.length;
    await expect.poll(() => paid.length).toBeGreaterThan(before + 20);
    nodes = nodes.filter((node) => node !== leaving);
    balancer.nodes = nodes.map(({ url }) => url);
    await leaving.stop();
  }
  isOver = true;
  await Promise.all(shoppers);
  expect(failures).toEqual([]);
  expect(await sandbox.ledger()).toHaveLength(paid.length);
});
