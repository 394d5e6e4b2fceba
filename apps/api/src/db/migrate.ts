import { setTimeout as wait } from 'node:timers/promises';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { MIGRATIONS_FOLDER } from '../paths.ts';
import { type DatabaseAccess, findAccess, onConnection, UnfitDatabaseError } from './access.ts';
import { createIndexes, isOutsideTransaction } from './create-indexes.ts';
import { findLockHolder, isLockTimeout } from './lock-holder.ts';

/** Any constant: nodes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_265_301;

/**
 * Where the migrations that were applied are recorded, as drizzle-kit has it. Tables in `public` have it in a schema `drizzle`; others have it beside them,
 * so that one database can hold several installations.
 */
export const journalSchema = (schema: string) => (schema === 'public' ? 'drizzle' : schema);
const JOURNAL = '__drizzle_migrations';

/** What would end or refuse a long migration, where the server has it. */
const LIMITS = ['statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout'];

export type MigrationOptions = {
  readonly folder?: string;
  /** How long a migration waits for the lock of a table. Every payment that needs the table waits behind it. */
  readonly lockTimeoutMs?: number;
  /** How long it is tried again and again. */
  readonly giveUpAfterMs?: number;
  /** Told once, in a sentence, that a migration has to wait, and for which session. */
  readonly onWait?: (sentence: string) => void;
};

const LOCK_TIMEOUT_MS = 1_000;
const GIVE_UP_AFTER_MS = 300_000;
const LONGEST_PAUSE_MS = 15_000;
/** Another node migrates: it may build an index for hours. */
const PAUSE_FOR_OTHER_NODE_MS = 250;

type Home = { readonly access: DatabaseAccess; readonly journal: string };
type Step = 'applied' | 'busy' | 'done';

/**
 * Brings the database to this version's tables, each migration in a transaction of its own, which needs no session and so goes through a pooler as
 * well. Safe on every start and on several nodes at once. Drizzle's own migrator would make a schema for its journal, which takes rights in the whole
 * database, and would read `public` in the migrations as they stand.
 * @throws UnfitDatabaseError
 */
export async function migrateDatabase(url: string, options: MigrationOptions = {}): Promise<DatabaseAccess> {
  const access = await findAccess(url);
  const journal = `${pg.escapeIdentifier(journalSchema(access.schema))}.${pg.escapeIdentifier(JOURNAL)}`;
  const migrations = readMigrationFiles({ migrationsFolder: options.folder ?? MIGRATIONS_FOLDER });
  await onConnection(access.url, (client) => applyAll(client, { access, journal }, migrations, options));
  return access;
}

async function applyAll(
  client: pg.Client,
  home: Home,
  migrations: readonly MigrationMeta[],
  options: MigrationOptions,
): Promise<void> {
  const { lockTimeoutMs = LOCK_TIMEOUT_MS, giveUpAfterMs = GIVE_UP_AFTER_MS, onWait = () => {} } = options;
  let pause = lockTimeoutMs;
  let refusedSince: number | null = null;
  for (;;) {
    try {
      const step = await applyNext(client, home, { migrations, lockTimeoutMs });
      if (step === 'done') return;
      if (step === 'busy') await wait(PAUSE_FOR_OTHER_NODE_MS);
      else [pause, refusedSince] = [lockTimeoutMs, null];
    } catch (error) {
      // Of a connection that is lost it says nothing new.
      await client.query('rollback').catch(() => undefined);
      if (!isLockTimeout(error)) throw error;
      const holder = await findLockHolder(client, home.access.schema);
      const isFirst = refusedSince === null;
      refusedSince ??= performance.now();
      if (performance.now() - refusedSince > giveUpAfterMs)
        throw new UnfitDatabaseError(
          `leads to tables that could not be changed within ${Math.ceil(giveUpAfterMs / 1000)} s, because ${holder}; nothing of that change was kept. Let that session end, and start again`,
        );
      if (isFirst) onWait(`A change of the tables waits, because ${holder}.`);
      // Between the tries the table is free for payments; never two nodes in step.
      await wait(pause * (0.5 + Math.random()));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }
}

/** Applies the first migration that is missing, unless another node is at it. */
async function applyNext(
  client: pg.Client,
  home: Home,
  { migrations, lockTimeoutMs }: { migrations: readonly MigrationMeta[]; lockTimeoutMs: number },
): Promise<Step> {
  const newest = migrations.at(-1)?.folderMillis ?? 0;
  if ((await lastApplied(client, home)) >= newest) return 'done';
  await client.query('begin isolation level read committed');
  await client.query('select set_config(name, $2, true) from pg_catalog.pg_settings where name = any($1)', [
    LIMITS,
    '0',
  ]);
  await client.query("select set_config('lock_timeout', $1, true), set_config('search_path', $2, true)", [
    `${lockTimeoutMs}ms`,
    pg.escapeIdentifier(home.access.schema),
  ]);
  // Not awaited in the database: an index that is built concurrently would wait for the statement that waits for it.
  const { rows } = await client.query('select pg_try_advisory_xact_lock($1) as "isMine"', [MIGRATION_LOCK]);
  const isMine = rows[0]?.isMine === true;
  const last = isMine ? await lastApplied(client, home) : newest;
  const next = migrations.find(({ folderMillis }) => folderMillis > last);
  if (next === undefined) {
    await client.query('rollback');
    return isMine ? 'done' : 'busy';
  }
  await makeJournal(client, home);
  const statements = next.sql.map((statement) => inSchema(statement, home.access.schema));
  if (isOutsideTransaction(next.sql)) {
    // The last statement had parameters, so its portal is still open, and with it a snapshot, for which the index would wait. A plain one closes it.
    await client.query('savepoint built');
    await createIndexes(home.access, statements);
  } else for (const statement of statements) await client.query(statement);
  await client.query(`insert into ${home.journal} (hash, created_at) values ($1, $2)`, [
    next.hash,
    next.folderMillis,
  ]);
  await client.query('commit');
  return 'applied';
}

/** 0: none. */
async function lastApplied(client: pg.Client, { journal }: Home): Promise<number> {
  const { rows: there } = await client.query('select to_regclass($1) is not null as "isThere"', [journal]);
  if (there[0]?.isThere !== true) return 0;
  const { rows } = await client.query<{ last: string | null }>(
    `select max(created_at) as last from ${journal}`,
  );
  return Number(rows[0]?.last ?? 0);
}

async function makeJournal(client: pg.Client, { access, journal }: Home): Promise<void> {
  const keeper = pg.escapeIdentifier(journalSchema(access.schema));
  const { rows } = await client.query(
    'select to_regnamespace($1) is not null as "hasSchema", to_regclass($2) is not null as "hasTable"',
    [keeper, journal],
  );
  if (rows[0]?.hasSchema !== true) await client.query(`create schema ${keeper}`);
  if (rows[0]?.hasTable !== true)
    await client.query(
      `create table ${journal} (id serial primary key, hash text not null, created_at bigint)`,
    );
}

/** The migrations are written for `public`: drizzle-kit names it in references, and functions that run with their owner's rights have it as their path. */
function inSchema(statement: string, schema: string): string {
  const home = pg.escapeIdentifier(schema);
  return statement
    .replaceAll('"public".', () => `${home}.`)
    .replaceAll('SET search_path = public, pg_temp', () => `SET search_path = ${home}, pg_temp`);
}
