import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { stateFile } from '../../test/state-file.ts';
import { LockedError, lockFile } from './file-lock.ts';

test('a lock is held by one process until it is released', async () => {
  await using file = await stateFile();
  const release = lockFile(file.path);
  expect(() => lockFile(file.path)).toThrow(LockedError);
  release();
  lockFile(file.path)();
  expect(existsSync(`${file.path}.lock`)).toBe(false);
});

/** Process 1 always runs, as any user. */
const running = 1;
/** Larger than any that a system gives. */
const ended = 2 ** 30;

test('the lock of a running process is respected, that of a killed one is not', async () => {
  await using file = await stateFile();
  await writeFile(`${file.path}.lock`, String(running));
  expect(() => lockFile(file.path)).toThrow(`process ${running}; if it is not, delete ${file.path}.lock`);
  await writeFile(`${file.path}.lock`, String(ended));
  lockFile(file.path)();
});

test('after a restart with the same process id, as in a container, the lock is free', async () => {
  await using file = await stateFile();
  await writeFile(`${file.path}.lock`, String(process.pid));
  lockFile(file.path)();
});

test('a lock file without a process id is respected', async () => {
  await using file = await stateFile();
  await writeFile(`${file.path}.lock`, '');
  expect(() => lockFile(file.path)).toThrow('another process');
});
