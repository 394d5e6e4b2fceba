import { expect, test } from '@playwright/test';
import { Gallery } from '../support/gallery.ts';

const PHONE = { width: 320, height: 640 };

test('on a phone the menu opens with the keyboard, and another page closes it', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters', 'console');
  await gallery.page.setViewportSize(PHONE);
  await gallery.show('overview');
  const menu = gallery.page.getByRole('button', { name: 'Menu' });
  const link = gallery.page.getByRole('link', { name: 'Payment links' });
  await expect(link).toBeHidden();
  await menu.press('Enter');
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  await link.press('Enter');
  await expect(gallery.page.getByRole('heading', { level: 1 })).toHaveText('Payment links');
  await expect(link).toBeHidden();
});

test('a payment is printed without what only works on a screen', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters', 'console');
  await gallery.page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await gallery.show('payment');
  const { page } = gallery;
  for (const name of ['Refund', 'Print', 'Send again', 'Sign out'])
    await expect(page.getByText(name, { exact: true })).toBeHidden();
  await expect(page.getByRole('searchbox', { includeHidden: true })).toBeHidden();
  await expect(page.getByText('€88.79').first()).toBeVisible();
  await expect(page.getByText('session.completed')).toBeVisible();
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ground).toBe('rgba(0, 0, 0, 0)');
});

test('reduced motion stops what moves', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters', 'console');
  const animation = () =>
    gallery.page
      .locator('.skeleton')
      .first()
      .evaluate((element) => getComputedStyle(element).animationName);
  await gallery.page.emulateMedia({ reducedMotion: 'no-preference' });
  await gallery.show('payments-loading');
  expect(await animation()).toBe('breathe');
  await gallery.page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await animation()).toBe('none');
});

test('a dialog takes the focus, ends with Escape, and gives the focus back', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters', 'console');
  await gallery.show('payment');
  const { page } = gallery;
  const refund = page.getByRole('button', { name: 'Refund', exact: true });
  await refund.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Refund this payment in full?' });
  await expect(dialog).toBeVisible();
  for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press('Tab');
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(refund).toBeFocused();
});

test('a day of the plot opens its payments, by mouse and by keyboard', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters', 'console');
  const { page } = gallery;
  await gallery.show('overview');
  const plot = page.getByRole('img', { name: /Paid amount in EUR/ });
  const { width, height } = (await plot.boundingBox()) ?? { width: 0, height: 0 };
  await plot.hover({ position: { x: width / 2, y: height / 2 } });
  await plot.click({ position: { x: width / 2, y: height / 2 } });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payments');
  await expect(page.getByLabel('From')).toHaveValue(/^2026-11-1\d$/);

  await gallery.show('overview');
  await page.getByText('Numbers as a table').press('Enter');
  await page.getByRole('link', { name: '29 Oct' }).press('Enter');
  await expect(page.getByLabel('From')).toHaveValue('2026-10-29');
  await expect(page.getByLabel('Before')).toHaveValue('2026-10-30');
});
