import { chromium, expect, test } from '@playwright/test';
import { browserLaunch } from '../support/browser.ts';
import { Gallery } from '../support/gallery.ts';

const STATE = 'checkout-errors';
const REVIEWED = ['wide-light', `${STATE}.png`];

test.use({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });

const BREAKS = {
  'a field that is 8 px off': '#field-expiry { margin-inline-start: 8px; }',
  'a row that is 8 px lower': '.card-number { margin-block-start: 8px; }',
  'a text that is cut off':
    '#field-name-note { max-inline-size: 8rem; overflow: hidden; white-space: nowrap; }',
  'another accent': ':root:root { --accent: #0b4d5e; }',
  'a paler text': ':root:root { --ink-soft: #777777; }',
  'a line in another colour': ':root:root { --line: #c8c6bc; }',
} as const;

for (const [name, css] of Object.entries(BREAKS)) {
  test(`${name} is seen`, async ({ context }) => {
    const gallery = await Gallery.open(context);
    await gallery.show(STATE);
    await gallery.page.addStyleTag({ content: css });
    expect(await gallery.picture()).not.toMatchSnapshot(REVIEWED);
  });
}

test('another way of drawing letters is not seen', async ({ contextOptions }) => {
  const { args = [], ...launch } = await browserLaunch();
  const flags = [...args, '--font-render-hinting=none', '--disable-font-subpixel-positioning'];
  await using browser = await chromium.launch({ ...launch, args: flags });
  const options = { ...contextOptions, reducedMotion: 'reduce', colorScheme: 'light' } as const;
  const context = await browser.newContext({ ...options, viewport: { width: 1280, height: 900 } });
  const gallery = await Gallery.open(context);
  await gallery.show(STATE);
  expect(await gallery.picture()).toMatchSnapshot(REVIEWED);
});
