import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { allRows, connectToEmbedded } from '../support/embedded-postgres.ts';
import { SNAPSHOT_FLAGS, takeHeapSnapshot } from '../support/heap-snapshot.ts';
import { API_KEY, startPrograms } from '../support/programs.ts';
import { filesContainingAny } from '../support/stored-data.ts';
import { crash, flows } from './card-flows.ts';

/** Which of the ways left its card in the texts. */
const left = (texts: readonly string[]) =>
  [...flows, crash]
    .filter(({ card: { number, cvc } }) => {
      const written = [number, number.replace(/^(....)(......)(.....)$/, '$1 $2 $3'), `"cvc":"${cvc}"`];
      return texts.some((text) => written.some((each) => text.includes(each)));
    })
    .map(({ name }) => name);

test('card data: is stored nowhere, and is not on the heap after the response, however it was sent', async () => {
  await using programs = await startPrograms({ logLevel: 'trace', apiFlags: SNAPSHOT_FLAGS });
  // First, so that the process whose heap is looked at is the one that got all the others.
  await crash.send(programs, crash.card);
  for (const { send, card } of flows) await send(programs, card);
  // The net of the journal, the inbox and the deliveries have had their turn with all of it.
  await expect
    .poll(
      async () => (await programs.service.sessions.list.query({ limit: 100, status: 'processing' })).sessions,
    )
    .toEqual([]);

  const output = [programs.apiOutput(), programs.sandboxOutput()];
  expect(output.join(), 'the api did write its log').toContain('called Inflow');
  expect(left(output), 'logs').toEqual([]);

  const asked = JSON.stringify(await programs.sandbox.requests());
  expect(asked, 'the sandbox keeps what it was asked').toContain('marker@example.com');
  expect(left([asked]), 'the requests that the sandbox shows').toEqual([]);

  const database = await connectToEmbedded(join(programs.folder, 'data'));
  const rows = await allRows(database);
  expect(
    rows.filter((row) => row.includes('marker@example.com')),
    'the search finds what is there',
  ).not.toEqual([]);
  expect(left(rows), 'tables').toEqual([]);

  await database.query('checkpoint');
  const numbers = [...flows, crash].map(({ card }) => card.number);
  expect(await filesContainingAny(numbers, programs.folder), 'files').toEqual([]);
  // Everything that the tests themselves leave behind.
  const { outputDir } = test.info().project;
  await mkdir(outputDir, { recursive: true });
  expect(await filesContainingAny(numbers, outputDir), 'test artefacts').toEqual([]);

  // The same searches, with a card where one must never be.
  const [planted = ''] = numbers;
  await database.query('create table planted (text text)');
  await database.query('insert into planted values ($1)', [planted]);
  expect(left(await allRows(database))).toEqual([flows[0]?.name]);
  await database.query('checkpoint');
  expect((await filesContainingAny(numbers, programs.folder)).map(({ text }) => text)).toContain(planted);
  await database.end();
  const artefact = test.info().outputPath('planted.txt');
  await writeFile(artefact, planted);
  expect(await filesContainingAny(numbers, outputDir)).toEqual([{ path: artefact, text: planted }]);
  await rm(artefact);

  const heap = await readFile(await takeHeapSnapshot(programs.apiPid(), programs.folder), 'latin1');
  expect(heap.includes(API_KEY), 'what lives on the heap is in the snapshot').toBe(true);
  expect(left([heap]), 'heap').toEqual([]);
});
