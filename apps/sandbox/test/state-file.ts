import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type StateFile = AsyncDisposable & { readonly path: string };

/** A place for a state file, in a folder of its own that goes with it. The file is not there yet. */
export async function stateFile(): Promise<StateFile> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  return {
    path: join(folder, 'state'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
