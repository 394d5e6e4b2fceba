import type pg from 'pg';
import { type DatabaseAccess, onConnection, UnfitDatabaseError } from './access.ts';

/** The first line of such a migration. */
const MARK = /^-- outside a transaction\b/;

/** Only statements of this form: they can be repeated, after any of them was cut off. */
const FORM =
  /^(?:--[^\n]*\n|\s)*CREATE (?:UNIQUE )?INDEX CONCURRENTLY IF NOT EXISTS "([a-z_0-9]+)" ON "[a-z_0-9]+"/;

export const isOutsideTransaction = ([first = '']: readonly string[]): boolean => MARK.test(first);

/**
 * Builds indexes while the tables are written to, on a connection of its own, because `CREATE INDEX CONCURRENTLY` cannot be in a transaction. The
 * caller's transaction keeps other nodes from doing the same. An index that an earlier try has left unfinished is dropped first: PostgreSQL marks it as
 * invalid, keeps it up to date, and never reads it.
 */
export async function createIndexes(access: DatabaseAccess, statements: readonly string[]): Promise<void> {
  if (access.isPooled)
    throw new UnfitDatabaseError(
      'leads to a pooler, through which an index cannot be built while the tables are in use. Run `node main.js migrate` once with DATABASE_URL, or MIGRATION_DATABASE_URL where that is set, leading to the server itself',
    );
  const names = statements.map(nameIn);
  await onConnection(access.url, async (client) => {
    // It waits for the transactions that run, however long, and holds no lock that a payment waits for.
    for (const limit of ['statement_timeout', 'lock_timeout']) await client.query(`set ${limit} = 0`);
    for (const [at, statement] of statements.entries()) {
      await dropInvalid(client, access.schema, names[at] ?? '');
      await client.query(statement);
    }
  });
}

function nameIn(statement: string): string {
  const [, name] = FORM.exec(statement) ?? [];
  if (name === undefined)
    throw new Error(`A migration outside a transaction has another statement: ${statement.slice(0, 80)}`);
  return name;
}

async function dropInvalid(client: pg.Client, schema: string, name: string): Promise<void> {
  const { rows } = await client.query(
    `select 1 from pg_catalog.pg_index as index join pg_catalog.pg_class as class on class.oid = index.indexrelid
     join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
     where not index.indisvalid and class.relname = $1 and namespace.nspname = $2`,
    [name, schema],
  );
  // The search path of this connection leads to the schema.
  if (rows.length > 0) await client.query(`drop index concurrently if exists "${name}"`);
}
