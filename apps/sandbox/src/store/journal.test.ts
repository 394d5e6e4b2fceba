import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { stateFile } from '../../test/state-file.ts';
import { fileJournal, JournalError, journalHead, readJournal } from './journal.ts';

const charge = (index: number) =>
  ({ kind: 'webhook_gone', id: 'tenant', webhookId: `webhook ${index} ${'ü'.repeat(100)}` }) as const;
const read = (file: string) => [...readJournal(file)];
const line = (entry: object) => `${JSON.stringify(entry)}\n`;

test('journal: appended entries are read back, and a missing file is empty', async () => {
  await using file = await stateFile();
  expect(read(file.path)).toEqual([]);
  const journal = fileJournal(file.path);
  journal.rewrite([journalHead]);
  journal.append(charge(1));
  journal.append(charge(2));
  expect(read(file.path)).toEqual([journalHead, charge(1), charge(2)]);
  journal.close();
});

test('journal: only its owner may read it', async () => {
  await using file = await stateFile();
  const journal = fileJournal(file.path);
  journal.rewrite([journalHead]);
  expect((await stat(file.path)).mode & 0o077).toBe(0);
  journal.close();
});

test('journal: lines across the chunks of a read are whole', async () => {
  await using file = await stateFile();
  const entries = [journalHead, ...Array.from({ length: 40_000 }, (_, index) => charge(index))];
  await writeFile(file.path, entries.map(line).join(''));
  expect((await stat(file.path)).size).toBeGreaterThan(8 * 1024 * 1024);
  expect(read(file.path)).toEqual(entries);
});

test.each(['{"kind":"clo', '{"kind":"clo\n', '\u0000\u0000\n', '{"kind":"nothing we know"}\n', 'null\n'])(
  'journal: a damaged last line is ignored, anywhere else it stops the start: %j',
  async (damage) => {
    await using file = await stateFile();
    await writeFile(file.path, line(journalHead));
    await appendFile(file.path, line(charge(1)) + damage);
    expect(read(file.path)).toEqual([journalHead, charge(1)]);
    await appendFile(file.path, `\n${line(charge(2))}`);
    expect(() => read(file.path)).toThrow(JournalError);
  },
);

test('journal: a file that is no journal is refused, however short', async () => {
  await using file = await stateFile();
  for (const text of ['a shopping list', '{"name":"package"}\n', line(charge(1))]) {
    await writeFile(file.path, text);
    expect(() => read(file.path)).toThrow('is not a state file');
    expect(await readFile(file.path, 'utf8')).toBe(text);
  }
});

test('journal: a rewrite replaces the file, and later entries are appended to it', async () => {
  await using file = await stateFile();
  const journal = fileJournal(file.path);
  for (let i = 0; i < 10; i++) journal.append(charge(i));
  journal.rewrite([journalHead]);
  journal.append(charge(10));
  expect((await readFile(file.path, 'utf8')).split('\n')).toHaveLength(3);
  expect(read(file.path)).toEqual([journalHead, charge(10)]);
  journal.close();
});
