import { expect, test } from '@playwright/test';
import { Gallery } from '../support/gallery.ts';

test('the order folds on a phone, with its total in sight, and stands open beside the form', async ({
  context,
}) => {
  const gallery = await Gallery.open(context);
  await gallery.page.setViewportSize({ width: 320, height: 640 });
  await gallery.show('checkout-filled');
  const line = gallery.page.getByText('Notebook, dotted');
  const fold = gallery.page.locator('summary');
  await expect(line).toBeHidden();
  await expect(fold).toContainText('€88.79');
  await fold.press('Enter');
  await expect(line).toBeVisible();
  await fold.click();
  await expect(line).toBeHidden();

  await gallery.page.setViewportSize({ width: 1280, height: 900 });
  await expect(line).toBeVisible();
  await expect(fold).toBeHidden();
  await expect(gallery.page.getByLabel('Card number', { exact: true })).toHaveValue('4242 4242 4242 4242');
});

test('a receipt is printed on white paper, without what only works on a screen', async ({ context }) => {
  const gallery = await Gallery.open(context);
  await gallery.page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await gallery.show('receipt');
  for (const name of ['Print', 'Back to the store'])
    await expect(gallery.page.getByText(name, { exact: true })).toBeHidden();
  await expect(gallery.page.getByRole('contentinfo')).toBeHidden();
  await expect(gallery.page.getByRole('article')).toContainText('€88.79');
  await expect(gallery.page.getByText('Inflow demo store')).toBeVisible();
  expect(await inks(gallery)).toEqual({ text: 'rgb(27, 31, 30)', ground: 'rgba(0, 0, 0, 0)' });
});

function inks({ page }: Gallery) {
  return page.evaluate(() => ({
    text: getComputedStyle(document.querySelector('h1') ?? document.body).color,
    ground: getComputedStyle(document.documentElement).backgroundColor,
  }));
}

/** 1.4.4: text at twice its size, on a screen of half the usual width. */
test('with letters of twice the size nothing is cut off or overlaps the edge', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters');
  await gallery.page.setViewportSize({ width: 640, height: 900 });
  for (const state of [
    'checkout-filled',
    'checkout-errors',
    'checkout-saved-card',
    'checkout-tax-unknown',
    'german-agreement',
    'receipt',
    'receipt-partly-refunded',
    'failed-later',
    'store-cart',
  ]) {
    await gallery.show(state);
    await gallery.page.addStyleTag({ content: 'html { font-size: 200%; }' });
    expect(await gallery.overhang(), state).toBeLessThanOrEqual(0);
    expect(await cutOff(gallery), state).toEqual([]);
  }
});

/** 1.4.12: the spacing that a reader may ask for. */
const WIDE_SPACING = `* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }`;

test('with wide spacing of lines, words and letters everything still fits', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters');
  await gallery.page.setViewportSize({ width: 320, height: 640 });
  for (const state of [
    'checkout-errors',
    'checkout-declined',
    'checkout-tax-unknown',
    'german-agreement',
    'receipt',
    'failed-later',
    'store-cart',
  ]) {
    await gallery.show(state);
    await gallery.page.addStyleTag({ content: WIDE_SPACING });
    expect(await gallery.overhang(), state).toBeLessThanOrEqual(0);
    const cut = await gallery.page.evaluate(() =>
      [...document.querySelectorAll('button, a, label, p, dd, dt')]
        .filter((element) => !element.matches('.visually-hidden'))
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
        .map((element) => element.textContent),
    );
    expect(cut, state).toEqual([]);
  }
});

test('a number of nineteen digits can be seen whole on the narrowest phone', async ({ context }) => {
  const gallery = await Gallery.open(context, 'letters');
  await gallery.page.setViewportSize({ width: 320, height: 640 });
  await gallery.show('checkout-empty');
  await gallery.page.getByLabel('Card number', { exact: true }).fill('6200000000000000001');
  expect(await cutOff(gallery)).toEqual([]);
});

/** The names of the fields whose text is wider than they are. */
function cutOff({ page }: Gallery): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('input')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ name }) => name),
  );
}

test('reduced motion slows animations, and forced colours keep each field visible', async ({ context }) => {
  const gallery = await Gallery.open(context);
  await gallery.page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  await gallery.show('checkout-paying');
  const found = await gallery.page.evaluate(() => {
    const style = (selector: string) => {
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`no ${selector}`);
      return getComputedStyle(element);
    };
    return {
      turn: style('.spinner').animationDuration,
      field: style('.cvc').borderTopStyle,
      button: style('.pay').borderTopStyle,
      hover: style('.pay').transitionDuration,
    };
  });
  expect(found).toEqual({ turn: '6s', field: 'solid', button: 'solid', hover: '0s' });
});
