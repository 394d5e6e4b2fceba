import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { MIGRATIONS_FOLDER } from '../paths.ts';
import { type DatabaseAccess, findAccess, onConnection } from './access.ts';

/** Any constant: nodes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_265_301;

/**
 * Where the migrations that were applied are recorded, as drizzle-kit has it. Tables in `public` have it in a schema `drizzle`; others have it beside them,
 * so that one database can hold several installations.
 */
export const journalSchema = (schema: string) => (schema === 'public' ? 'drizzle' : schema);
const JOURNAL = '__drizzle_migrations';

/** What would end or refuse a long migration, where the server has it. */
const LIMITS = [
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'transaction_timeout',
];

/**
 * Brings the database to this version's tables, in a single transaction: it needs no session, and so goes through a pooler as well. Safe on
 * every start and on several nodes at once. Drizzle's own migrator would make a schema for its journal, which takes rights in the whole database, and would
 * read `public` in the migrations as they stand.
 * @throws UnfitDatabaseError
 */
export async function migrateDatabase(url: string): Promise<DatabaseAccess> {
  const access = await findAccess(url);
  await onConnection(access.url, async (client) => {
    await client.query('begin isolation level read committed');
    await client.query('select set_config(name, $2, true) from pg_catalog.pg_settings where name = any($1)', [
      LIMITS,
      '0',
    ]);
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await migrateIn(client, access.schema);
    await client.query('commit');
  });
  return access;
}

async function migrateIn(client: pg.Client, schema: string): Promise<void> {
  const [home, keeper] = [schema, journalSchema(schema)].map((name) => pg.escapeIdentifier(name));
  const journal = `${keeper}.${pg.escapeIdentifier(JOURNAL)}`;
  await client.query("select set_config('search_path', $1, true)", [home]);
  const { rows: there } = await client.query('select to_regclass($1) is not null as "isThere"', [journal]);
  if (there[0]?.isThere !== true) {
    const { rows } = await client.query('select to_regnamespace($1) is not null as "isThere"', [keeper]);
    if (rows[0]?.isThere !== true) await client.query(`create schema ${keeper}`);
    await client.query(
      `create table ${journal} (id serial primary key, hash text not null, created_at bigint)`,
    );
  }
  const { rows: applied } = await client.query<{ last: string | null }>(
    `select max(created_at) as last from ${journal}`,
  );
  const last = Number(applied[0]?.last ?? 0);
  for (const { sql, folderMillis, hash } of readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER })) {
    if (folderMillis <= last) continue;
    for (const statement of sql) await client.query(inSchema(statement, schema));
    await client.query(`insert into ${journal} (hash, created_at) values ($1, $2)`, [hash, folderMillis]);
  }
}

/** The migrations are written for `public`: drizzle-kit names it in references, and functions that run with their owner's rights have it as their path. */
function inSchema(statement: string, schema: string): string {
  const home = pg.escapeIdentifier(schema);
  return statement
    .replaceAll('"public".', () => `${home}.`)
    .replaceAll('SET search_path = public, pg_temp', () => `SET search_path = ${home}, pg_temp`);
}
