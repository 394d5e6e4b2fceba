import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileJournal, JournalError, readJournal } from './journal.ts';

const newFile = async () => join(await mkdtemp(join(tmpdir(), 'journal-')), 'state');
const clock = (offset: number) => ({ kind: 'clock', offset }) as const;

test('what is appended can be read back, and a file that is not there is empty', async () => {
  const file = await newFile();
  expect(readJournal(file)).toEqual([]);
  const journal = fileJournal(file);
  journal.append(clock(1));
  journal.append(clock(2));
  expect(readJournal(file)).toEqual([clock(1), clock(2)]);
  journal.close();
});

test('a last line cut by a kill is left out; damage anywhere else stops the start', async () => {
  const file = await newFile();
  await writeFile(file, `${JSON.stringify(clock(1))}\n`);
  await appendFile(file, '{"kind":"clo');
  expect(readJournal(file)).toEqual([clock(1)]);
  await appendFile(file, `\n${JSON.stringify(clock(2))}\n`);
  expect(() => readJournal(file)).toThrow(JournalError);
});

test('a rewrite replaces the file, and appending goes on behind it', async () => {
  const file = await newFile();
  const journal = fileJournal(file);
  for (let i = 0; i < 10; i++) journal.append(clock(i));
  journal.rewrite([clock(9)]);
  journal.append(clock(10));
  expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(3);
  expect(readJournal(file)).toEqual([clock(9), clock(10)]);
  journal.close();
});
