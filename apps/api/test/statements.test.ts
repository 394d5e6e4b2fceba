import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openDatabase, openPool } from '../src/db/database.ts';
import { prepared } from '../src/db/statements.ts';
import { createDatabase } from './support/world.ts';

async function openTestDatabase() {
  const pool = openPool(await createDatabase(), () => undefined);
  return { db: openDatabase(pool), [Symbol.asyncDispose]: () => pool.end() };
}

const value = sql.placeholder;

const echo = prepared<Record<string, unknown>, Record<string, unknown>>(
  'echo',
  sql`
    select ${value('text')}::text as text, ${value('number')}::int as number, ${value('boolean')}::boolean as boolean,
      ${value('date')}::timestamptz as date, ${value('nothing')}::text as nothing, ${value('list')}::text[] as list,
      ${value('json')}::jsonb as json`,
);

const values = {
  text: 'ä "quoted" \\ {}',
  number: -7,
  boolean: false,
  date: new Date('2026-01-02T03:04:05.678Z'),
  nothing: null,
  list: ['a', 'b,c', '"', '\\', '{}', ' ', '', 'null', 'ä'],
};

test('values come back as they went, on each connection of the pool', async () => {
  await using opened = await openTestDatabase();
  const json = { list: [1, { a: null }] };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => echo(opened.db, { ...values, json: JSON.stringify(json) })),
  );
  for (const rows of answers) expect(rows).toEqual([{ ...values, json }]);
});

const quotient = prepared<{ quotient: number }, { by: number }>(
  'quotient',
  sql`select 10 / ${value('by')}::int as quotient`,
);
const noRows = prepared<never, Record<string, never>>('no_rows', sql`select 1 where false`);

test('a statement that fails throws what PostgreSQL says, and the next one works', async () => {
  await using opened = await openTestDatabase();
  expect(await quotient(opened.db, { by: 5 })).toEqual([{ quotient: 2 }]);
  await expect(quotient(opened.db, { by: 0 })).rejects.toMatchObject({ code: '22012' });
  expect(await quotient(opened.db, { by: 2 })).toEqual([{ quotient: 5 }]);
  expect(await noRows(opened.db, {})).toEqual([]);
});
