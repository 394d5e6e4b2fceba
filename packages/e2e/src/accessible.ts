import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No violation in light or dark, and nothing to scroll sideways. Colours are all that changes in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Without the second page that axe else opens for the findings in frames: there are no frames here.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    if (colorScheme === 'dark') axe.withRules(['color-contrast']);
    const { violations, passes } = await axe.analyze();
    expect(passes.length, 'axe looked at something').toBeGreaterThan(colorScheme === 'dark' ? 0 : 5);
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => target.join(' '))])).toEqual(
      [],
    );
  }
}

/** By how many pixels the page is wider than the screen. A phone zooms out rather than scroll, so ask for its width. */
async function overhang(page: Page): Promise<number> {
  const widest = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, window.innerWidth));
  return widest - (page.viewportSize()?.width ?? 0);
}
