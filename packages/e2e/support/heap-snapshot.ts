import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** For a Node program whose heap is to be looked at: a snapshot on SIGUSR2, with strings in full. */
export const SNAPSHOT_FLAGS = ['--heapsnapshot-signal=SIGUSR2', '--heap-snapshot-string-limit=1000000'];

/**
 * Has the program collect its garbage and write what is left, strings decoded, into its folder. Answers the file.
 * What is not on V8's heap (buffers, what the kernel holds of a socket) is not in it.
 */
export async function takeHeapSnapshot(pid: number, folder: string): Promise<string> {
  process.kill(pid, 'SIGUSR2');
  for (let size = -1; ; await wait(100)) {
    const name = (await readdir(folder))
      .filter((entry) => entry.endsWith('.heapsnapshot'))
      .sort()
      .at(-1);
    if (name === undefined) continue;
    await using file = await open(join(folder, name));
    const now = (await file.stat()).size;
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, Math.max(0, now - 2));
    // The last thing of a snapshot is its table of strings.
    if (now === size && now > 0 && buffer.includes('}')) return join(folder, name);
    size = now;
  }
}
