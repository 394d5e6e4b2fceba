import { expect, test } from '@playwright/test';
import { axeViolations } from '../support/axe.ts';
import { Gallery } from '../support/gallery.ts';

/** Between them both layouts and both schemes. */
const LOOKS = [
  { look: 'console-wide-light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { look: 'console-phone-dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
] as const;

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
      test(`each state of the console looks as reviewed, fits, and axe finds nothing: part ${part + 1}`, async ({
        context,
      }) => {
        const gallery = await Gallery.open(context, 'blocks', 'console');
        for (const state of await partOf(gallery, part)) {
          await gallery.show(state);
          if (PICTURED.has(state))
            expect.soft(await gallery.picture(), state).toMatchSnapshot([look, `${state}.png`]);
          expect.soft(await gallery.overhang(), `${state} is wider than the screen`).toBeLessThanOrEqual(0);
          expect.soft(await axeViolations(gallery.page), state).toEqual([]);
        }
      });
    }
  });
}

/** The other scheme of each width, for what colours alone decide; with the policy that the console's server sends. */
for (const { look, viewport, colorScheme } of LOOKS) {
  test(`nothing breaks the policy, and every text can be read in the other scheme: ${look}`, async ({
    context,
  }) => {
    const gallery = await Gallery.open(context, 'letters', 'console');
    const complaints: string[] = [];
    gallery.page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    gallery.page.on('pageerror', (error) => complaints.push(error.message));
    await gallery.page.setViewportSize(viewport);
    await gallery.page.emulateMedia({ colorScheme: colorScheme === 'dark' ? 'light' : 'dark' });
    for (const state of await gallery.names()) {
      await gallery.show(state);
      expect.soft(await axeViolations(gallery.page), state).toEqual([]);
      expect.soft(await gallery.overhang(), `${state} is wider than the screen`).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
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
