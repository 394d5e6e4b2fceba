import type { Request } from '@playwright/test';
import { cards, grouped } from '../support/cards.ts';
import { chargesOf } from '../support/ledger.ts';
import { filesContaining, heapOf, storedByBrowser } from '../support/stored-data.ts';
import { expect, test } from './test.ts';

const AMEX_AS_SHOWN = '3782 822463 10005';

/** A card as it could be written somewhere: its number, plain or grouped. */
const numbersOf = (number: string) => [number, grouped(number), AMEX_AS_SHOWN];

test('the browser keeps no part of the card, before, between or after', async ({ page, checkout }) => {
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  const expectNothingKept = async (when: string) => {
    const kept = await storedByBrowser(page);
    for (const { number, cvc } of [cards.amex, cards.challenged]) {
      for (const written of numbersOf(number)) expect(kept, when).not.toContain(written);
      if (cvc === cards.amex.cvc) expect(kept, when).not.toContain(`"${cvc}"`);
    }
  };

  // Through the store, because that is what does keep something: the cart.
  await page.goto('/');
  await checkout.button('Add to cart').nth(1).click();
  await checkout.button('Check out').click();
  await page.waitForURL(/\/checkout\/cs_/);
  expect(await storedByBrowser(page), 'the search finds what is there').toContain('pro');
  await checkout.fill({ card: cards.challenged });
  await expectNothingKept('typed');
  await checkout.pay();
  await checkout.button('Leave').click();
  await expect(page.getByRole('link', { name: 'Continue at your bank' })).toBeVisible();
  await expectNothingKept('back from the bank');
  await expect(checkout.field('Card number')).toHaveValue('');
  await checkout.fill({ card: cards.amex });
  await page.reload();
  await expect(checkout.field('Card number')).toHaveValue('');
  await expectNothingKept('reloaded');
  await checkout.fill({ card: cards.amex });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  await expectNothingKept('paid');

  const holding = requests.filter((request) =>
    [cards.amex, cards.challenged].some(
      ({ number }) => request.url().includes(number) || request.postData()?.includes(number) === true,
    ),
  );
  expect(holding.map((request) => `${request.method()} ${new URL(request.url()).pathname}`)).toEqual([
    'POST /trpc/checkout.pay',
    'POST /trpc/checkout.pay',
  ]);
  expect(holding.filter((request) => /\d{13}/.test(new URL(request.url()).search))).toEqual([]);
});

test('card data: no program stores or logs it', async ({ checkout, programs, email }) => {
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.amex });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);

  expect(await filesContaining(email, programs.folder), 'the search finds what is there').not.toEqual([]);
  for (const written of numbersOf(cards.amex.number)) {
    expect(await filesContaining(written, programs.folder)).toEqual([]);
    expect(programs.apiOutput()).not.toContain(written);
  }
  expect(programs.apiOutput(), 'the api did write its log').toContain('called Inflow');
});

test("the page's memory holds no part of the card once it is paid", async ({ page, checkout }) => {
  const sessionId = await checkout.open();
  await checkout.fill({ card: cards.amex });
  await checkout.pay();
  await expect(checkout.receipt).toBeVisible();
  const heap = await heapOf(page);
  expect(heap, 'the search finds what is there').toContain(sessionId);
  // A body as it is sent. The field's own name stands in the page too.
  const sentCvc = `\\"cvc\\":\\"${cards.amex.cvc}`;
  for (const text of [cards.amex.number, AMEX_AS_SHOWN, sentCvc]) expect(heap).not.toContain(text);
  await page.evaluate((text) => Object.assign(window, { planted: [text] }), cards.amex.number);
  expect(await heapOf(page), 'and a card, if there is one').toContain(cards.amex.number);
});
