import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { type Asset, addAssets, seeAssets } from '../db/assets.ts';
import type { Database } from '../db/database.ts';
import { readScriptInventory } from './integrity/script-inventory.ts';

/** Styles run nothing, and are in no inventory. */
const STYLE = /^[\w.-]+-[\w-]{8}\.css$/;

/**
 * Puts the files of this node's build where every node finds them. A page may ask a node of another build for its scripts: while an update
 * replaces one node after the other, and later too, for as long as the page stays open. Only scripts of the build's inventory, which the start
 * has compared with it, and each with its `.br`: the `.gz` files serve few browsers.
 */
export async function keepAssets(db: Database, webFolder: string): Promise<void> {
  const folder = join(webFolder, 'assets');
  if (!existsSync(folder)) return;
  const inventory = await readScriptInventory(webFolder);
  const scripts = new Set(inventory?.scripts.map(({ path }) => posix.basename(path)));
  const isKept = (name: string) => scripts.has(name) || STYLE.test(name);
  const names = (await readdir(folder)).filter((name) => isKept(name.replace(/\.br$/, '')));
  const missing = await seeAssets(db, names);
  const read = async (name: string): Promise<Asset> => ({ name, body: await readFile(join(folder, name)) });
  await addAssets(db, await Promise.all(missing.map(read)));
}
