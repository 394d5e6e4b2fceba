import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

/** Linux keeps what is in it in memory. */
const PLACE = '/dev/shm';
/** statfs(2). */
const TMPFS = 0x01021994;
/** The tests have 1 GB there at most; the programs need memory too. */
const NEEDED_BYTES = 6e9;

/**
 * A folder of its own for temporary files, in memory: each test has a database of its own, of some hundred files, and on a disk their making can take
 * longer than the test. Null where there is no such place, or too little memory, or where programs may not be run from it.
 * @returns {string | null}
 */
export function makeFolderInMemory(needed = NEEDED_BYTES) {
  if (process.platform !== 'linux') return null;
  try {
    const { type, bavail, bsize } = statfsSync(PLACE);
    // What a container may have, where it has a limit; Node.js 20 does not know at first.
    const memory = process.availableMemory?.() ?? freemem();
    if (type !== TMPFS || Math.min(bavail * bsize, memory) < needed) return null;
    const folder = mkdtempSync(join(PLACE, 'checkout-tests-'));
    // Started by root, PostgreSQL runs as another user.
    chmodSync(folder, 0o755);
    if (runsPrograms(folder)) return folder;
    removeFolder(folder);
  } catch {
    // Then on the disk, as everywhere.
  }
  return null;
}

function runsPrograms(folder) {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  return spawnSync(program).status === 0;
}

/** A program that is being ended may still write to it. */
export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
