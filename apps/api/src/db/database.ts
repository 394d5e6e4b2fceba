import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { type DatabaseAccess, directAccess } from './access.ts';
import { withPassword } from './database-address.ts';
import { dropReadOnlyConnections, isReadOnly } from './read-only-connections.ts';
import {
  createSocketSource,
  dropSilentConnections,
  endWithin,
  isSilence,
  SILENT_AFTER_MS,
} from './silent-connections.ts';
import { UnnamedStatementsClient } from './unnamed-statements.ts';

export type Database = NodePgDatabase & { readonly $client: pg.Pool };
/** The database or a transaction on it: what every query function takes. */
export type Queryable = Pick<NodePgDatabase, 'select' | 'insert' | 'update' | 'delete' | 'execute'> & {
  readonly $client: Pick<pg.Pool, 'query'>;
};

/** How many connections the pool for requests holds. */
export const CONNECTIONS = 10;

/**
 * `to`: the database, or the URL of one that needs no look first. `max`: how many connections it may hold. Jobs have a pool of their own, so
 * that they cannot keep a shopper waiting.
 */
export function openPool(
  to: DatabaseAccess | string,
  onError: (error: Error) => void,
  max = CONNECTIONS,
): pg.Pool {
  const { url, isPooled, password } = typeof to === 'string' ? directAccess(to) : to;
  const { open, dropSilent, dropAll } = createSocketSource();
  const pool = new pg.Pool({
    connectionString: url,
    Client: withPassword(isPooled ? UnnamedStatementsClient : pg.Client, password),
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    query_timeout: SILENT_AFTER_MS,
    stream: open,
    application_name: 'checkout-api',
  });
  dropSilentConnections(pool, dropSilent);
  dropReadOnlyConnections(pool, dropAll);
  // An idle connection that the server closed must not end the process; the pool opens another.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  dropping.set(pool, dropAll);
  return pool;
}

const dropping = new WeakMap<pg.Pool, () => void>();

/** Waits for its queries, and closes its connections, also those to a server that does not answer any more. */
export async function closePool(pool: pg.Pool): Promise<void> {
  await endWithin(pool.end(), dropping.get(pool) ?? (() => undefined));
}

export function openDatabase(pool: pg.Pool): Database {
  return drizzle(pool);
}

/** One for each connection: making one costs as much as a statement. */
const onClient = new WeakMap<pg.PoolClient, Queryable>();

function drizzleOn(client: pg.PoolClient): Queryable {
  const made = onClient.get(client) ?? drizzle(client);
  onClient.set(client, made);
  return made;
}

/**
 * Runs `work` on one connection, between BEGIN and COMMIT. Drizzle's own `transaction` does the same, but keeps the
 * connection to itself, and prepared statements need it.
 */
export async function inTransaction<Result>(
  db: Database,
  work: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  const client = await db.$client.connect();
  let broken: Error | boolean = false;
  try {
    await client.query('begin');
    const result = await work(drizzleOn(client));
    await client.query('commit');
    return result;
  } catch (error) {
    if (error instanceof Error && (isSilence(error) || isReadOnly(error))) broken = error;
    else
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Waits for other transactions that hold this name, and holds it to the end of this one. */
export async function lockByName(tx: Queryable, name: string): Promise<void> {
  await tx.$client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
