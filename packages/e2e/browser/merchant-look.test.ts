import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { cards } from '../support/cards.ts';
import { CheckoutPage } from '../support/checkout-page.ts';
import { chargesOf } from '../support/ledger.ts';
import { startPrograms } from '../support/programs.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { watchedTest as test } from './watched-test.ts';

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32"><rect width="96" height="32" fill="#4338b8"/></svg>';
const HALDEN = {
  appearance: {
    name: 'Halden Books',
    logo: 'main',
    accent: '#4338b8',
    radius: 2,
    font: 'serif',
    scheme: 'light',
  },
  pictures: { main: 'logo.svg' },
  links: { terms: 'https://halden.example/terms', imprint: 'https://halden.example/imprint' },
  seller: { name: 'Halden Books AS', address: ['Storgata 1', '1771 Halden'], vatId: 'NO 999 999 999 MVA' },
  consent: 'checkbox',
};

test('another merchant’s look, terms and language come with the page, and its shopper pays @phone', async ({
  page,
  email,
}) => {
  await using folder = await makeTemporaryFolder();
  const file = join(folder.path, 'merchant.json');
  await writeFile(file, JSON.stringify(HALDEN));
  await writeFile(join(folder.path, 'logo.svg'), LOGO);
  await using programs = await startPrograms({ apiVariables: { MERCHANT_FILE: file } });
  const { sessionId, url } = await programs.service.sessions.create.mutate({
    products: [{ name: 'A book', price: 4999, quantity: 1 }],
    currency: 'EUR',
    customerEmail: email,
    customer: { name: 'Ada Lovelace', billingCountry: 'FR' },
    appearance: { name: 'Halden Kids' },
    links: { privacy: 'https://halden.example/privacy' },
  });
  await page.emulateMedia({ colorScheme: 'dark' });

  await page.goto(url);
  await expect(page).toHaveTitle(/Halden Kids$/);
  await expect(page.getByRole('banner')).toContainText('Halden Kids');
  const logo = page.locator('header img');
  expect(await logo.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth > 0])).toEqual([
    true,
    true,
  ]);
  const button = page.locator('.pay');
  await expect(button).toHaveCSS('background-color', 'rgb(67, 56, 184)');
  await expect(button).toHaveCSS('border-radius', '2px');
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(246, 245, 241)');
  const footer = page.getByRole('contentinfo');
  await expect(footer.getByRole('link', { name: 'Legal notice' })).toHaveAttribute(
    'href',
    HALDEN.links.imprint,
  );
  await expect(footer.getByRole('link', { name: 'Privacy policy' })).toHaveAttribute('target', '_blank');

  const checkout = new CheckoutPage(page, programs, email);
  await expect(checkout.field('Name on card')).toHaveValue('Ada Lovelace');
  await checkout.typeCard(cards.good);
  await expect(button).toContainText('Pay €59.99');
  await button.click();
  const box = page.getByRole('checkbox', { name: /^I agree to: Terms and conditions/ });
  await expect(box).toBeFocused();
  await expect(box).toHaveAccessibleDescription('Required');
  expect(await chargesOf(programs, sessionId)).toEqual([]);
  await box.check();
  await button.click();

  await expect(checkout.receipt).toBeVisible();
  const receipt = page.getByRole('article');
  for (const said of ['Halden Books AS', '1771 Halden', 'NO 999 999 999 MVA', 'merchant of record'])
    await expect(receipt).toContainText(said);
  expect(await chargesOf(programs, sessionId)).toHaveLength(1);
});

test('a session has the language that its service says, until its shopper chooses another', async ({
  page,
}) => {
  await using programs = await startPrograms();
  const { url } = await programs.service.sessions.create.mutate({
    products: [{ name: 'A book', price: 4999, quantity: 1 }],
    currency: 'EUR',
    locale: 'de-AT',
  });
  const html = page.locator('html');
  await page.goto(url);
  await expect(html).toHaveAttribute('lang', 'de');
  await expect(page.locator('.checkout')).toContainText('€ 49,99');
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('fr');
  await expect(html).toHaveAttribute('lang', 'fr');
  await page.reload();
  await expect(html).toHaveAttribute('lang', 'fr');
});
