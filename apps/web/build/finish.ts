// The last step of `pnpm build`: what needs both the browser's build and the server's.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageHead } from '../src/server/page-head.ts';
import type { PageParts } from '../src/server/page-parts.ts';
import { compressFiles } from './compress.ts';
import { scriptInventory } from './script-inventory.ts';

const inPackage = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const dist = inPackage('dist');

const parts: PageParts = JSON.parse(await readFile(inPackage('dist-server/page-parts.json'), 'utf8'));
const inventory = scriptInventory(parts, pageHead(parts, 'en'));
await writeFile(join(dist, 'script-inventory.json'), `${JSON.stringify(inventory, null, 2)}\n`);

// The page without a shopper: what is served when the real one cannot be drawn, and what the inventory is checked against.
const { loadPageRenderer } = await import(inPackage('dist-server/render-page.js'));
const renderer = await loadPageRenderer();
const shell = renderer.draw({
  kind: 'store',
  path: '/',
  sessionId: null,
  session: null,
  quote: null,
  acceptLanguage: undefined,
  cookies: undefined,
});
await writeFile(join(dist, 'index.html'), shell);
await compressFiles(dist);
