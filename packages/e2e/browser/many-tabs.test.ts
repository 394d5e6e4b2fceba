import { cards } from '../support/cards.ts';
import { payInput } from '../support/pay-input.ts';
import { expect, test } from './test.ts';

/** More than a browser has connections for one origin over HTTP/1.1. */
const TABS = 8;

test('many tabs: each of eight that wait for an outcome loads, and hears of it', async ({
  context,
  programs,
  email,
}) => {
  const tabs = [];
  for (let count = 0; count < TABS; count += 1) {
    const items = [{ sku: 'pro', quantity: 1 }];
    const { sessionId, url } = await programs.shopper.checkout.create.mutate({ items });
    // A payment that waits for its 3DS challenge is followed.
    await programs.shopper.checkout.pay.mutate(payInput(sessionId, cards.challenged.number, email));
    const page = await context.newPage();
    await page.goto(url);
    await expect(page.getByText('Your bank wants to make sure it is you')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Pay/ })).toBeVisible();
    tabs.push({ sessionId, page });
  }
  for (const { sessionId } of tabs)
    await programs.shopper.checkout.pay.mutate(payInput(sessionId, cards.good.number, email));
  for (const { page } of tabs)
    await expect(page.getByRole('heading', { name: 'Payment accepted' })).toBeVisible();
});

test('many tabs: a tab that is closed passes its stream on', async ({ context, programs, email }) => {
  const streams: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('/trpc/checkout.watch')) streams.push(request.url());
  });
  const pages = [];
  for (let count = 0; count < 3; count += 1) {
    const items = [{ sku: 'pro', quantity: 1 }];
    const { sessionId, url } = await programs.shopper.checkout.create.mutate({ items });
    await programs.shopper.checkout.pay.mutate(payInput(sessionId, cards.challenged.number, email));
    const page = await context.newPage();
    await page.goto(url);
    if (count === 2) await page.waitForResponse((response) => response.url().includes('/trpc/checkout.get'));
    else await expect.poll(() => streams.length).toBe(count + 1);
    pages.push(page);
  }
  expect(streams).toHaveLength(2);
  await pages[0]?.close();
  await expect.poll(() => streams.length).toBe(3);
});
