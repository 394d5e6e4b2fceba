import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { readScriptInventory, type ScriptInventory } from './script-inventory.ts';

/** A build of apps/web, as it lies in its folder. */
export type Build = {
  readonly inventory: ScriptInventory;
  /** What is served beside the pages and the scripts: style sheets, pictures. */
  readonly files: readonly { readonly path: string; readonly integrity: string }[];
};

/** Null where the folder has no inventory. @throws when there is one that cannot be read. */
export async function readBuild(folder: string): Promise<Build | null> {
  const inventory = await readScriptInventory(folder);
  if (inventory === null) return null;
  const paths = (await filesOf(folder)).filter((path) => !/\.(m?js|br|gz|html|json)$/.test(path));
  const files = paths.map(async (path) => ({
    path,
    integrity: integrityOf(await readFile(join(folder, path))),
  }));
  return { inventory, files: await Promise.all(files) };
}

/** Every file below the folder, as the path of its URL. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .sort();
}

/** As the `integrity` attribute has it. */
export const integrityOf = (content: Uint8Array) =>
  `sha384-${createHash('sha384').update(content).digest('base64')}`;
