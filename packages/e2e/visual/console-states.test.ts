import { expect, test } from '@playwright/test';
import { axeViolations } from '../support/axe.ts';
import { Gallery } from '../support/gallery.ts';

/** Between them both layouts and both schemes. */
const LOOKS = [
  { look: 'console-wide-light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { look: 'console-phone-dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
] as const;

/** At twice the text size the narrowest screen is so wide; a percentage, because the text is larger than usual on wide screens only. */
const ENLARGED = { viewport: { width: 640, height: 900 }, text: '175%' } as const;

/** Those with a picture: each page once, and what a dialog says. Of the others axe and the width are enough. */
const PICTURED: ReadonlySet<string> = new Set([
  'sign-in',
  'overview',
  'overview-empty',
  'payments',
  'payments-none',
  'payment',
  'payment-stray',
  'refund-dialog',
  'refund-unknown',
  'approvals',
  'dead-deliveries',
  'endpoint',
  'events',
  'links',
  'exports',
  'settings-tokens',
  'settings-doctor',
  'german-payment',
]);

/** So that no test is long, and all workers have some. */
const PARTS = [0, 1, 2, 3];

for (const { look, viewport, colorScheme } of LOOKS) {
  test.describe(look, () => {
    test.use({ viewport, colorScheme });

    for (const part of PARTS) {
      test(`each state of the console looks as reviewed, fits, breaks no policy, and axe finds nothing: part ${part + 1}`, async ({
        context,
      }) => {
        const gallery = await Gallery.open(context, 'blocks', 'console');
        const { page } = gallery;
        const complaints: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        for (const state of await partOf(gallery, part)) {
          await page.emulateMedia({ colorScheme });
          await gallery.show(state);
          if (PICTURED.has(state))
            expect.soft(await gallery.picture(), state).toMatchSnapshot([look, `${state}.png`]);
          expect.soft(await gallery.overhang(), `${state} is wider than the screen`).toBeLessThanOrEqual(0);
          expect.soft(await axeViolations(page), state).toEqual([]);

          // Once is enough: its width is its own, and colours change no size.
          if (look === 'console-wide-light') {
            await page.setViewportSize(ENLARGED.viewport);
            await page.evaluate(
              (size) => document.documentElement.style.setProperty('font-size', size),
              ENLARGED.text,
            );
            // Drawings follow the width.
            await expect
              .configure({ soft: true })
              .poll(() => gallery.overhang(), `${state}, enlarged`)
              .toBeLessThanOrEqual(0);
            await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
            await page.setViewportSize(viewport);
          }

          await gallery.showLetters();
          expect.soft(await gallery.overhang(), `${state}, in letters`).toBeLessThanOrEqual(0);
          // What the other scheme, and other letters, can change.
          await page.emulateMedia({ colorScheme: colorScheme === 'dark' ? 'light' : 'dark' });
          const found = await axeViolations(page, ['color-contrast', 'target-size']);
          expect.soft(found, `${state}, in the other scheme`).toEqual([]);
          expect.soft(complaints, state).toEqual([]);
        }
      });
    }
  });
}

async function partOf(gallery: Gallery, part: number): Promise<string[]> {
  const names = await gallery.names();
  expect(
    [...PICTURED].filter((name) => !names.includes(name)),
    'each has a state',
  ).toEqual([]);
  return names.filter((_, index) => index % PARTS.length === part);
}
