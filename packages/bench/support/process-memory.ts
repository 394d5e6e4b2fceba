import { open } from 'node:fs/promises';

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
