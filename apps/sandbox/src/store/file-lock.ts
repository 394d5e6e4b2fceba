import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Of this process: a number that was ours before it was restarted under the same one says nothing. */
const held = new Set<string>();

/** The file belongs to a process that is running. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Running, but somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Who has it: null when nobody does any more. */
function holder(lock: string): string | null {
  const pid = Number(readFileSync(lock, 'utf8'));
  // Just being written, or by hand.
  if (!Number.isSafeInteger(pid) || pid <= 0) return 'another process';
  if (pid === process.pid ? held.has(lock) : isRunning(pid)) return `process ${pid}`;
  return null;
}

/**
 * Keeps a file for this process by a second one beside it that holds the process's number; a killed process keeps
 * nothing. The answer gives it free.
 *
 * @throws LockedError when another has it.
 */
export function lockFile(file: string): () => void {
  const lock = `${file}.lock`;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const by = holder(lock);
    if (by !== null) throw new LockedError(`${file} is in use by ${by}; if it is not, delete ${lock}`);
    rmSync(lock, { force: true });
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    rmSync(lock, { force: true });
  };
}
