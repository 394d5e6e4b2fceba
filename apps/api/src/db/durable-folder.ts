import { realpath, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, relative, resolve } from 'node:path';

/** Linux file systems that end with the machine or the container (`man 2 statfs`, `f_type`). */
const PASSING: ReadonlyMap<number, string> = new Map([
  [0x01021994, 'in memory (tmpfs)'],
  [0x858458f6, 'in memory (ramfs)'],
  [0x794c7630, "on a container's own disk (overlay)"],
  [0x61756673, "on a container's own disk (aufs)"],
]);

/** Why a folder's files may not survive a restart; null if there is no such reason. The folder need not exist yet. */
export async function whyNotDurable(folder: string): Promise<string | null> {
  const existing = await nearest(resolve(folder));
  const temporary = await Promise.all([tmpdir(), '/tmp', '/var/tmp'].map((each) => nearest(each)));
  if (temporary.some((each) => each !== '/' && isWithin(each, existing)))
    return 'in a folder for temporary files';
  const { type } = await statfs(existing);
  return PASSING.get(type) ?? null;
}

/** The folder itself, or the lowest one above it that exists. */
async function nearest(folder: string): Promise<string> {
  const found = await realpath(folder).catch(() => null);
  if (found !== null) return found;
  const parent = dirname(folder);
  return parent === folder ? folder : nearest(parent);
}

const isWithin = (outer: string, folder: string) => {
  const path = relative(outer, folder);
  return path === '' || !(path === '..' || path.startsWith('../'));
};
