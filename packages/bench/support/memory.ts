import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Contender } from './machine.ts';
import { PACKAGE } from './paths.ts';

/** Bytes that a process keeps in memory (proc(5)): `VmRSS` all of them, `RssAnon` without the files that are mapped. */
export function memoryOf(pid: number, field: 'VmRSS' | 'RssAnon' = 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
  return Number(kilobytes) * 1024;
}

/** Bytes of the C library's memory: its main heap, and the arenas that threads have beside it, which begin at multiples of 64 MB (malloc, glibc). */
export function mallocOf(pid: number): number {
  const regions = readFileSync(`/proc/${pid}/smaps`, 'utf8').matchAll(
    /^([0-9a-f]+)-[0-9a-f]+ rw-p \S+ \S+ (\d+)[ ]*(.*)\n(?:.*\n){1,4}?Rss:\s+(\d+) kB$/gm,
  );
  let kilobytes = 0;
  for (const [, from = '', inode, name, resident] of regions) {
    const isArena =
      inode === '0' && name === '' && from.endsWith('000000') && Number(`0x${from}`) % ARENA === 0;
    if (name === '[heap]' || isArena) kilobytes += Number(resident);
  }
  return kilobytes * 1024;
}

const ARENA = 64 * 1024 * 1024;

/** For an api whose heap is asked for. */
export const REPORTS_HEAP = {
  NODE_OPTIONS: `--import=${pathToFileURL(join(PACKAGE, 'support', 'report-heap.ts')).href}`,
};

/** In bytes, once the garbage is collected. */
export type Heap = {
  readonly used: number;
  /** The pages that it has for that. */
  readonly total: number;
  /** What JavaScript objects hold outside it, buffers included. */
  readonly external: number;
  readonly buffers: number;
};

/** What is on its heap once it has collected its garbage. @throws when it tells nothing for a minute. */
export async function heapOf({ pid, output }: Contender): Promise<Heap> {
  const told = () => [...output().matchAll(/^heap (\d+) (\d+) (\d+) (\d+)$/gm)];
  const before = told().length;
  process.kill(pid, 'SIGUSR2');
  const start = performance.now();
  while (performance.now() - start < 60_000) {
    const last = told()[before];
    if (last !== undefined) {
      const [used = 0, total = 0, external = 0, buffers = 0] = last.slice(1).map(Number);
      return { used, total, external, buffers };
    }
    await wait(20);
  }
  throw new Error('The api does not tell its heap');
}
