import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { stateFile } from '../../test/state-file.ts';
import { LockedError, lockFile } from './file-lock.ts';

test("a file is one holder's until it is given free", async () => {
  await using file = await stateFile();
  const release = lockFile(file.path);
  expect(() => lockFile(file.path)).toThrow(LockedError);
  release();
  lockFile(file.path)();
  expect(existsSync(`${file.path}.lock`)).toBe(false);
});

/** The first process of the machine runs, whoever it belongs to. */
const running = 1;
/** Larger than any that a system gives. */
const ended = 2 ** 30;

test('a process that runs keeps its file, one that was killed does not', async () => {
  await using file = await stateFile();
  await writeFile(`${file.path}.lock`, String(running));
  expect(() => lockFile(file.path)).toThrow(`process ${running}; if it is not, delete ${file.path}.lock`);
  await writeFile(`${file.path}.lock`, String(ended));
  lockFile(file.path)();
});

test('after a restart under the same number, as in a container, the file is free', async () => {
  await using file = await stateFile();
  await writeFile(`${file.path}.lock`, String(process.pid));
  lockFile(file.path)();
});

test("a lock that names nobody is somebody's", async () => {
  await using file = await stateFile();
  await writeFile(`${file.path}.lock`, '');
  expect(() => lockFile(file.path)).toThrow('another process');
});
