import { readFile } from 'node:fs/promises';
import type { PageRenderer } from '@checkout/api/page-renderer';
import type { PageParts } from './page-parts.ts';
import { createPageRenderer } from './render-page.ts';

/** Of the build beside which this file lies. */
export async function loadPageRenderer(): Promise<PageRenderer> {
  const parts: PageParts = JSON.parse(await readFile(new URL('page-parts.json', import.meta.url), 'utf8'));
  return createPageRenderer(parts);
}
