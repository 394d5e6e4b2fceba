import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Contender } from './machine.ts';
import { PACKAGE } from './paths.ts';

/** Bytes that a process keeps in memory (proc(5), "VmRSS"). */
export function memoryOf(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** For an api whose heap is asked for. */
export const REPORTS_HEAP = {
  NODE_OPTIONS: `--import=${pathToFileURL(join(PACKAGE, 'support', 'report-heap.ts')).href}`,
};

/** Bytes on its heap once it has collected its garbage. @throws when it tells nothing for a minute. */
export async function heapOf({ pid, output }: Contender): Promise<number> {
  const told = () => [...output().matchAll(/^heap (\d+)$/gm)];
  const before = told().length;
  process.kill(pid, 'SIGUSR2');
  const start = performance.now();
  while (performance.now() - start < 60_000) {
    const last = told()[before];
    if (last !== undefined) return Number(last[1]);
    await wait(20);
  }
  throw new Error('The api does not tell its heap');
}
