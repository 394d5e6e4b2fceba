import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import * as z from 'zod';
import { MIGRATIONS_FOLDER } from '../paths.ts';
import type { Database } from './database.ts';
import { journalSchema } from './migrate.ts';

const rowSchema = z.object({
  version: z.number(),
  isRemote: z.boolean(),
  isEncrypted: z.boolean(),
  isSuperuser: z.boolean(),
  ownsTables: z.boolean(),
  isReadOnly: z.boolean(),
  fsync: z.string(),
  synchronousCommit: z.string(),
  fullPageWrites: z.string(),
  backend: z.number(),
  now: z.coerce.number(),
  comparedSeconds: z.coerce.number(),
  isCompared: z.boolean(),
  lastDeliverySeconds: z.coerce.number().nullable(),
  hasPayments: z.boolean(),
});

/** What a database says of itself, and of what was done here. Ages are in seconds. */
export type DatabaseFacts = z.output<typeof rowSchema> & {
  /** How many migrations are applied; null where the role may not read that. */
  readonly migrations: number | null;
  /** How many this version of the api has. */
  readonly ownMigrations: number;
  /** Whether a pooler such as PgBouncer stands before the server: the process that is asked is not the one that was connected to. */
  readonly isPooled: boolean;
  /** This process's clock before the database's, in milliseconds. */
  readonly clockOffsetMs: number;
};

/** Reads them on one connection. */
export async function readDatabaseFacts(db: Database, now: () => Date): Promise<DatabaseFacts> {
  const client = await db.$client.connect();
  try {
    const before = now().getTime();
    const { rows } = await client.query(FACTS);
    const middle = (before + now().getTime()) / 2;
    const row = rowSchema.parse(rows[0]);
    // The server's own process, or what a pooler has made up in its place.
    const { processID } = client as typeof client & { readonly processID: number | null };
    return {
      ...row,
      migrations: await countMigrations(client),
      ownMigrations: readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).length,
      isPooled: processID !== row.backend,
      clockOffsetMs: Math.round(middle - row.now * 1000),
    };
  } finally {
    client.release();
  }
}

/** Of PostgreSQL: insufficient_privilege. */
const NOT_ALLOWED = '42501';

async function countMigrations(client: pg.PoolClient): Promise<number | null> {
  try {
    const { rows: found } = await client.query<{ home: string }>('select current_schema() as home');
    const journal = pg.escapeIdentifier(journalSchema(found[0]?.home ?? 'public'));
    const { rows } = await client.query(
      `select count(*)::int as applied from ${journal}.__drizzle_migrations`,
    );
    return z.object({ applied: z.number() }).parse(rows[0]).applied;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === NOT_ALLOWED) return null;
    throw error;
  }
}

const FACTS = `
  select
    current_setting('server_version_num')::int / 10000 as version,
    inet_server_addr() is not null and not inet_server_addr() <<= any ('{127.0.0.0/8,::1/128}'::inet[]) as "isRemote",
    coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as "isEncrypted",
    (select rolsuper from pg_roles where rolname = current_user) as "isSuperuser",
    exists (select from pg_tables where schemaname = current_schema() and tableowner = current_user) as "ownsTables",
    current_setting('transaction_read_only') = 'on' as "isReadOnly",
    current_setting('fsync') as fsync,
    current_setting('synchronous_commit') as "synchronousCommit",
    current_setting('full_page_writes') as "fullPageWrites",
    pg_backend_pid() as backend,
    extract(epoch from clock_timestamp()) as now,
    (select extract(epoch from now() - coalesce(compared_at, recognised_at)) from installation) as "comparedSeconds",
    (select compared_at is not null from installation) as "isCompared",
    (select extract(epoch from now() - max(created_at)) from webhook_deliveries) as "lastDeliverySeconds",
    exists (select from payments) as "hasPayments"`;
