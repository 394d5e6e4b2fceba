import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { comparePage, compareScript } from './compare-page.ts';
import type { ScriptInventory } from './script-inventory.ts';

/** Only its paths matter for files that are not served yet. */
const ANY_ORIGIN = 'https://checkout.invalid/';

/** How the files that the api serves differ from what their build wrote down, a sentence each; none: all is as built. */
export async function checkWebFolder(folder: string, inventory: ScriptInventory): Promise<string[]> {
  const differences: string[] = [];
  const files = await filesOf(folder);
  const listed = new Set(inventory.scripts.map(({ path }) => path));
  for (const path of files.filter((file) => /\.m?js$/.test(file))) {
    if (!listed.has(path)) differences.push(`${path} is not in the inventory`);
  }
  for (const script of inventory.scripts) {
    const content = await readFile(join(folder, script.path)).catch(() => null);
    const difference = content === null ? `${script.path} is missing` : compareScript(content, script);
    if (difference !== null) differences.push(difference);
  }
  const pages = files.filter((file) => file.endsWith('.html'));
  if (pages.length === 0) differences.push('there is no page');
  for (const page of pages) {
    const html = await readFile(join(folder, page), 'utf8');
    for (const difference of comparePage({ html, address: ANY_ORIGIN }, inventory))
      differences.push(`${page} ${difference}`);
  }
  return differences;
}

/** Every file below the folder, as an address's path. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .sort();
}
