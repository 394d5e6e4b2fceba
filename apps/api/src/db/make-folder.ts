import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** As `mkdir -p`. Not Node's `recursive`, which loops without end where the system answers ENOENT for a folder that cannot be made (/proc). */
export async function makeFolder(path: string, mode: number): Promise<void> {
  const code = await tryMkdir(path, mode);
  if (code === null || code === 'EEXIST') return;
  const parent = dirname(path);
  if (code !== 'ENOENT' || parent === path) throw new Error(`Cannot make the folder ${path} (${code})`);
  await makeFolder(parent, mode);
  const again = await tryMkdir(path, mode);
  if (again !== null && again !== 'EEXIST') throw new Error(`Cannot make the folder ${path} (${again})`);
}

async function tryMkdir(path: string, mode: number): Promise<string | null> {
  try {
    await mkdir(path, { mode });
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}
