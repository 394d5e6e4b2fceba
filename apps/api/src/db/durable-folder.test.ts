import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyNotDurable } from './durable-folder.ts';

test('a folder for temporary files is not durable, and neither is one below it that does not exist yet', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'durable-'));
  try {
    expect(await whyNotDurable(folder)).toBe('in a folder for temporary files');
    expect(await whyNotDurable(join(folder, 'data', 'postgres'))).toBe('in a folder for temporary files');
    expect(await whyNotDurable(`${folder}/data/../../${folder.split('/').at(-1)}`)).not.toBeNull();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.runIf(process.platform === 'linux')('a folder in memory is not durable', async () => {
  expect(await whyNotDurable('/dev/shm/data')).toBe('in memory (tmpfs)');
});

test('a name that only begins like the folder for temporary files is another folder', async () => {
  // Its own folder is what counts: this one does not exist, and its nearest one is the root.
  expect(await whyNotDurable('/tmpfoo')).toBe(await whyNotDurable('/'));
});
