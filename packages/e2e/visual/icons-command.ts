/**
 * `pnpm --filter @checkout/e2e icons`: draws the icons that browsers want as pixels from apps/web/public/favicon.svg, after that has
 * changed.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserLaunch } from '../support/browser.ts';
import { REPOSITORY } from '../support/paths.ts';

const PUBLIC = join(REPOSITORY, 'apps/web/public');
const drawing = await readFile(join(PUBLIC, 'favicon.svg'), 'utf8');

const browser = await chromium.launch(await browserLaunch());
await draw('favicon.png', { size: 96, svg: drawing });
// The system rounds the corners itself, and paints black what is transparent.
await draw('apple-touch-icon.png', { size: 180, svg: drawing.replace(/ rx="\d+"/, '') });
await browser.close();

async function draw(name: string, { size, svg }: { size: number; svg: string }): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: join(PUBLIC, name), omitBackground: true });
  await page.close();
}
