import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { filesOf } from './build.ts';
import { comparePage, compareScript } from './compare-page.ts';
import type { ScriptInventory } from './script-inventory.ts';

/** Files have no URL; only the paths matter. */
const ANY_ORIGIN = 'https://checkout.invalid/';

const ENCODED: readonly [ending: string, decompress: (content: Buffer) => Uint8Array][] = [
  ['', (content) => content],
  ['.br', (content) => brotliDecompressSync(content)],
  ['.gz', (content) => gunzipSync(content)],
];

/** Scripts in the folder that its build does not list: an earlier build's, or slipped in. They are not served. */
export async function unlistedScripts(folder: string, inventory: ScriptInventory): Promise<string[]> {
  return unlistedIn(await filesOf(folder), inventory);
}

function unlistedIn(files: readonly string[], inventory: ScriptInventory): string[] {
  const listed = new Set(inventory.scripts.map(({ path }) => path));
  const scripts = files.filter((file) => /\.m?js(\.(br|gz))?$/.test(file));
  return scripts.filter((path) => !listed.has(path.replace(/\.(br|gz)$/, '')));
}

/**
 * How the files that the api serves differ from what their build wrote down, a sentence each; none: all is as built.
 * @param unserved the scripts that were there without a place in the inventory when it began to serve.
 */
export async function checkWebFolder(
  folder: string,
  inventory: ScriptInventory,
  unserved: readonly string[],
): Promise<string[]> {
  const differences: string[] = [];
  const files = await filesOf(folder);
  for (const path of unlistedIn(files, inventory)) {
    if (!unserved.includes(path)) differences.push(`${path} is not in the inventory`);
  }
  for (const script of inventory.scripts) {
    if (!files.includes(script.path)) differences.push(`${script.path} is missing`);
    // Browsers get the compressed ones.
    for (const [ending, decompress] of ENCODED) {
      if (!files.includes(`${script.path}${ending}`)) continue;
      const content = await readFile(join(folder, `${script.path}${ending}`))
        .then(decompress)
        .catch(() => new Uint8Array());
      const difference = compareScript(content, script);
      if (difference !== null) differences.push(ending === '' ? difference : `${difference} (${ending})`);
    }
  }
  const pages = files.filter((file) => file.endsWith('.html'));
  if (pages.length === 0) differences.push('there is no page');
  for (const page of pages) {
    const html = await readFile(join(folder, page), 'utf8');
    for (const difference of comparePage({ html, address: ANY_ORIGIN }, { inventory, files }))
      differences.push(`${page} ${difference}`);
  }
  return differences;
}
