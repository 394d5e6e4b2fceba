import { readdirSync, readFileSync } from 'node:fs';

/** A clock tick of /proc, as in `cpuMsOf`. */
const TICK_MS = 10;

/** CPU of a whole PostgreSQL server, in ms: its processes, and those of them that have ended. `backend`: one of its processes. */
export function postgresCpuMs(backend: number): number {
  const postmaster = Number(statOf(String(backend))?.[1]);
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? statOf(name) : null;
    if (fields === null) continue;
    const own = Number(fields[11]) + Number(fields[12]);
    // Of the postmaster also what its ended children have used.
    if (Number(name) === postmaster) ticks += own + Number(fields[13]) + Number(fields[14]);
    else if (Number(fields[1]) === postmaster) ticks += own;
  }
  return ticks * TICK_MS;
}

/** From the state on; null when the process has ended. */
function statOf(pid: string): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return null;
  }
}
