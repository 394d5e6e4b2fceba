import { expect, test } from '@playwright/test';
import { axeViolations } from '../support/axe.ts';
import { Gallery } from '../support/gallery.ts';

/** Between them both layouts and both schemes. */
const LOOKS = [
  { look: 'wide-light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { look: 'phone-dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
] as const;

/** So that no test is long, and all workers have some. */
const PARTS = [0, 1, 2, 3];

for (const { look, viewport, colorScheme } of LOOKS) {
  test.describe(look, () => {
    test.use({ viewport, colorScheme });

    for (const part of PARTS) {
      test(`each state looks as reviewed, fits, and axe finds nothing: part ${part + 1}`, async ({
        context,
      }) => {
        const gallery = await Gallery.open(context);
        for (const state of await partOf(gallery, part)) {
          await gallery.show(state);
          expect.soft(await gallery.picture(), state).toMatchSnapshot([look, `${state}.png`]);
          expect.soft(await gallery.overhang(), `${state} is wider than the screen`).toBeLessThanOrEqual(0);
          expect.soft(await axeViolations(gallery.page), state).toEqual([]);
        }
      });
    }
  });
}

test.describe('another merchant', () => {
  test.use({ viewport: { width: 768, height: 900 } });

  for (const part of PARTS) {
    test(`each state can be read in light and dark: part ${part + 1}`, async ({ context }) => {
      const gallery = await Gallery.open(context);
      for (const state of await partOf(gallery, part)) {
        await gallery.show(state, { merchant: 'second' });
        for (const colorScheme of ['light', 'dark'] as const) {
          await gallery.page.emulateMedia({ colorScheme });
          const found = await axeViolations(gallery.page, ['color-contrast']);
          expect.soft(found, `${state}, ${colorScheme}`).toEqual([]);
        }
      }
    });
  }
});

async function partOf(gallery: Gallery, part: number): Promise<string[]> {
  const names = await gallery.names();
  expect(names.length, 'the gallery has states').toBeGreaterThan(30);
  return names.filter((_, index) => index % PARTS.length === part);
}
