import { readFileSync } from 'node:fs';

/** Bytes that a process keeps in memory (proc(5), "VmRSS"). */
export function memoryOf(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
