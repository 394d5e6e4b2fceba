import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrateDatabase } from '../src/db/migrate.ts';
import { MIGRATIONS_FOLDER } from '../src/paths.ts';
import { createOwnedDatabase } from './support/database-roles.ts';
import { query } from './support/query.ts';
import { chargesOf, createDatabase, newSession, outcomeOnce, press, startWorld } from './support/world.ts';

/** The migrations of this version, and one of the next. */
async function nextMigrations(sql: string): Promise<AsyncDisposable & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-migrations-'));
  await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8'));
  journal.entries.push({ idx: 9000, version: '7', when: 2e12, tag: '9000_next', breakpoints: true });
  await writeFile(file, JSON.stringify(journal));
  await writeFile(join(folder, '9000_next.sql'), sql);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** A session that has read a table and has not ended its transaction: a report, a dump, a forgotten psql. */
async function holdTable(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'a-report' });
  await client.connect();
  await client.query('begin');
  await client.query('select count(*) from sessions');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return {
    pid: rows[0]?.pid,
    end: async () => {
      await client.query('commit');
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

const ADD_COLUMN = 'alter table sessions add column later text;';
const ADD_INDEX = `-- outside a transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "sessions_later" ON "sessions" ("currency");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "attempts_later" ON "attempts" ("created_at");`;

const columnsLater = (databaseUrl: string) =>
  query({ databaseUrl }, "select 1 from information_schema.columns where column_name = 'later'");
const indexesLater = (databaseUrl: string) =>
  query<{ name: string; valid: boolean }>(
    { databaseUrl },
    "select relname as name, indisvalid as valid from pg_index join pg_class on oid = indexrelid where relname like '%_later' order by 1",
  );
const isRecorded = async (databaseUrl: string) =>
  (await query({ databaseUrl }, 'select 1 from drizzle.__drizzle_migrations where created_at = 2e12')).length;

test('migrations: one that waits for a table does not hold payments up, and is applied once the table is free', async () => {
  await using world = await startWorld();
  await using _ = await world.startNode();
  await using next = await nextMigrations(ADD_COLUMN);
  await using holder = await holdTable(world.databaseUrl);
  const { promise: waits, resolve: onWait } = Promise.withResolvers<string>();
  const migration = migrateDatabase(world.databaseUrl, { ...next, lockTimeoutMs: 100, onWait });

  expect(await waits).toContain(`because process ${holder.pid} of the role checkout (a-report) holds a lock`);
  for (let shoppers = 1; shoppers <= 3; shoppers += 1) {
    const sessionId = await newSession(world.shopper);
    await world.shopper.checkout.pay.mutate(press(sessionId));
    await outcomeOnce(world, sessionId, 'succeeded');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  }
  expect(await columnsLater(world.databaseUrl)).toEqual([]);
  await holder.end();
  await migration;
  expect(await columnsLater(world.databaseUrl)).toHaveLength(1);
});

test('migrations: one that never gets its lock is given up with the session that keeps it, and nothing of it stays', async () => {
  const databaseUrl = await createDatabase();
  await using next = await nextMigrations(
    `create table later_too (id int);--> statement-breakpoint\n${ADD_COLUMN}`,
  );
  await using holder = await holdTable(databaseUrl);
  const migrate = () => migrateDatabase(databaseUrl, { ...next, lockTimeoutMs: 20, giveUpAfterMs: 0 });
  await expect(migrate()).rejects.toThrow(
    new RegExp(
      `could not be changed within 0 s, because process ${holder.pid} .*a-report.* began \\d+ s ago`,
    ),
  );
  expect(await query({ databaseUrl }, "select to_regclass('later_too') as it")).toEqual([{ it: null }]);
  expect(await isRecorded(databaseUrl)).toBe(0);
  await holder.end();
  await migrate();
  expect(await isRecorded(databaseUrl)).toBe(1);
});

test('migrations: an index is built while the table is written to, and what an earlier try left unfinished is replaced', async () => {
  await using world = await startWorld();
  const { databaseUrl, shopper } = world;
  await Promise.all([newSession(shopper), newSession(shopper)]);
  // Two sessions have one currency: the index is left behind, invalid.
  await expect(
    query(world, 'create unique index concurrently sessions_later on sessions (currency)'),
  ).rejects.toThrow('could not create unique index');
  expect(await indexesLater(databaseUrl)).toEqual([{ name: 'sessions_later', valid: false }]);

  await using next = await nextMigrations(ADD_INDEX);
  await using writer = await holdTable(databaseUrl);
  const migration = migrateDatabase(databaseUrl, next);
  // It waits for the transaction that is open; new ones do not wait for it.
  await expect
    .poll(() =>
      query(
        world,
        "select 1 from pg_stat_activity where query ilike '%index concurrently%' and wait_event_type = 'Lock'",
      ),
    )
    .not.toEqual([]);
  const sessionId = await newSession(shopper);
  await shopper.checkout.pay.mutate(press(sessionId));
  await outcomeOnce(world, sessionId, 'succeeded');
  await writer.end();
  await migration;
  await migrateDatabase(databaseUrl, next);
  expect(await indexesLater(databaseUrl)).toEqual([
    { name: 'attempts_later', valid: true },
    { name: 'sessions_later', valid: true },
  ]);
  expect(await isRecorded(databaseUrl)).toBe(1);
});

test('migrations: nodes that start together on an empty database apply each one once, indexes too', async () => {
  const { url } = await createOwnedDatabase(({ role }) => [`alter role ${role} set search_path = public`]);
  await using next = await nextMigrations(ADD_INDEX);
  await Promise.all([1, 2, 3].map(() => migrateDatabase(url, next)));
  const [counts] = await query(
    { databaseUrl: url },
    'select count(*)::int as all, count(distinct created_at)::int as different from drizzle.__drizzle_migrations',
  );
  const { entries } = JSON.parse(await readFile(join(next.folder, 'meta', '_journal.json'), 'utf8'));
  expect(counts).toEqual({ all: entries.length, different: entries.length });
  expect((await indexesLater(url)).map(({ valid }) => valid)).toEqual([true, true]);
});

test('migrations: outside a transaction there is nothing but indexes that can be built again', async () => {
  const databaseUrl = await createDatabase();
  await using next = await nextMigrations(`-- outside a transaction\n${ADD_COLUMN}`);
  await expect(migrateDatabase(databaseUrl, next)).rejects.toThrow('has another statement');
  expect(await columnsLater(databaseUrl)).toEqual([]);
});
