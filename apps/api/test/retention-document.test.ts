import { readFile } from 'node:fs/promises';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import * as schema from '../src/db/schema.ts';

const DOCUMENT = new URL('../../../docs/retention.md', import.meta.url);

test('every table of the schema has its row in the document', async () => {
  const lines = (await readFile(DOCUMENT, 'utf8')).split('\n');
  const rows = lines.flatMap((line) => /^\| `([a-z_]+)` +\|(.*)\|$/.exec(line)?.slice(1, 3).join('|') ?? []);
  const documented = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  const tables = Object.values(schema).flatMap((each) => (is(each, PgTable) ? [getTableName(each)] : []));
  expect(documented.map(([table]) => table).sort()).toEqual(tables.sort());
  // What it holds, its personal data, how long it is kept, and what erasure does.
  for (const cells of documented) expect(cells.filter((cell) => cell !== '')).toHaveLength(5);
});
