import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';
import zopfli from '@gfx/zopfli';
import { pageHead } from '../src/server/page-head.ts';
import type { PageParts } from '../src/server/page-parts.ts';
import { scriptInventory } from './script-inventory.ts';

// The last step of `pnpm build`: what needs both the browser's build and the server's.

const COMPRESSIBLE = /\.(js|css|svg)$/;
const toBrotli = promisify(brotliCompress);

const inPackage = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const dist = inPackage('dist');

const parts: PageParts = JSON.parse(await readFile(inPackage('dist-server/page-parts.json'), 'utf8'));
const inventory = scriptInventory(parts, pageHead(parts, 'en'));
await writeFile(join(dist, 'script-inventory.json'), `${JSON.stringify(inventory, null, 2)}\n`);

// The page without a shopper: what is served when the real one cannot be drawn, and what the inventory is checked against.
const { loadPageRenderer } = await import(inPackage('dist-server/render-page.js'));
const renderer = await loadPageRenderer();
const { html: shell } = renderer.draw({
  kind: 'store',
  path: '/',
  sessionId: null,
  session: null,
  quote: null,
  merchant: PLAIN_MERCHANT,
  acceptLanguage: undefined,
  cookies: undefined,
});
await writeFile(join(dist, 'index.html'), shell);
await compressFiles(dist);

/** Beside each file its `.br` and `.gz`, as small as they get: this happens once, and the server only picks one. */
async function compressFiles(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    await writeFile(`${path}.br`, await toBrotli(content, { params }));
    // 4 % smaller than zlib's best.
    await writeFile(`${path}.gz`, await zopfli.gzipAsync(content, { numiterations: 5 }));
  }
}
