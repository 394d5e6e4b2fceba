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

type Region = { readonly from: number; readonly to: number };

/**
 * How often each text stands in the memory that a program of this machine can write to, freed or not. Linux only:
 * elsewhere another process's memory is not a file.
 */
export async function countInMemory(pid: number, texts: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map(texts.map((text) => [text, 0]));
  await using memory = await open(`/proc/${pid}/mem`);
  for (const { from, to } of await writableRegions(pid)) {
    const size = 16 * 1024 * 1024;
    for (let at = from; at < to; at += size) {
      const chunk = Buffer.alloc(Math.min(size, to - at) + 64);
      const read = await memory.read(chunk, 0, Math.min(chunk.length, to - at), at).catch(() => null);
      if (read === null) continue;
      for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + occurrences(chunk, text));
    }
  }
  return counts;
}

async function writableRegions(pid: number): Promise<Region[]> {
  await using maps = await open(`/proc/${pid}/maps`);
  const regions: Region[] = [];
  for await (const line of maps.readLines()) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    if (from === undefined || to === undefined || line.includes('[vvar]')) continue;
    regions.push({ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) });
  }
  return regions;
}

function occurrences(chunk: Buffer, text: string): number {
  let count = 0;
  for (const wanted of [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')]) {
    for (let at = chunk.indexOf(wanted); at >= 0; at = chunk.indexOf(wanted, at + 1)) count += 1;
  }
  return count;
}
