import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The locks of this process: a lock file with our process id may be of an earlier process with the same id. */
const held = new Set<string>();

/** The file belongs to another running process. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Running, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The process that holds a lock; null when it has ended. */
function holder(lock: string): string | null {
  const pid = Number(readFileSync(lock, 'utf8'));
  // Still being written, or not written by this program.
  if (!Number.isSafeInteger(pid) || pid <= 0) return 'another process';
  if (pid === process.pid ? held.has(lock) : isRunning(pid)) return `process ${pid}`;
  return null;
}

/**
 * Locks a file for this process by a second file beside it that holds the process id. The lock of a killed process is
 * not respected. Returns a function that releases the lock.
 *
 * @throws LockedError when another process holds it.
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
