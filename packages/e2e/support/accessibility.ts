import { expect, type Page } from '@playwright/test';
import { axeViolations } from './axe.ts';

/** No violation in light or dark, and nothing to scroll sideways. Only colours change in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    expect(await axeViolations(page, rules), colorScheme).toEqual([]);
  }
}

/** By how many pixels the page is wider than the screen. A phone zooms out rather than scroll, so ask for its width. */
async function overflow(page: Page): Promise<number> {
  const widest = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, window.innerWidth));
  return widest - (page.viewportSize()?.width ?? 0);
}
