import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { ReadPassword } from './database-address.ts';
import {
  type Defaults,
  SETTING_NAMES,
  startOption,
  startOptions,
  unfitDefaults,
} from './session-settings.ts';
import { withStartOptions } from './start-options.ts';

/** How connections to a database are made. */
export type DatabaseAccess = {
  /** Of each connection, with what it sets for itself. */
  readonly url: string;
  /** Where the tables are, or will be. */
  readonly schema: string;
  /** A pooler stands in between, and hands the next transaction to another connection of the server: nothing can be set, listened for or prepared. */
  readonly isPooled: boolean;
  readonly password: ReadPassword;
};

/** What about a database makes it unfit: words that follow the name of a variable. */
export class UnfitDatabaseError extends Error {
  override readonly name = 'UnfitDatabaseError';
}

const OLDEST = 14;
const CONNECT_MS = 10_000;
/** The settings of this version are tried first. */
const NEWEST = 18;
/** Of a pooler: a start-up parameter is not one that it lets through. */
const PROTOCOL_VIOLATION = '08P01';
/** Of a server: there is no such setting. */
const UNKNOWN_SETTING = '42704';

type Found = Defaults & {
  readonly encoding: string;
  readonly lowerI: string;
  readonly role: string;
  readonly readOnly: string;
  readonly schema: string | null;
  /** Schemas with our tables that this role may use. */
  readonly ours: readonly string[];
  readonly mark: string | null;
};

/** Two tables of ours, of which one is named as nothing else would be. */
const FACTS = `
  select current_setting('server_version_num')::int / 10000 as version,
    current_setting('server_encoding') as encoding,
    lower('I') as "lowerI",
    current_user::text as role,
    current_setting('transaction_read_only') as "readOnly",
    current_schema()::text as schema,
    array(
      select namespace.nspname::text from pg_catalog.pg_namespace as namespace
      where pg_catalog.has_schema_privilege(namespace.oid, 'usage') and 2 = (
        select count(*) from pg_catalog.pg_class as class
        where class.relnamespace = namespace.oid and class.relname in ('attempt_origins', 'installation') and class.relkind = 'r'
      )
      order by 1
    ) as ours,
    current_setting($2, true) as mark,
    array(select array[lower(name), setting] from pg_catalog.pg_settings where lower(name) = any($1)) as settings`;

/** A setting of our own: only a connection of its own to the server keeps it. */
const MARK = 'checkout.connection';

/**
 * Looks at a database before it is used. `schema`: where the tables are known to be; otherwise where this connection finds them or would make
 * them. `exists`: they were made, perhaps where the search path of this role does not lead.
 * @throws UnfitDatabaseError
 */
export async function findAccess(
  url: string,
  { schema: known, exists = false }: { readonly schema?: string; readonly exists?: boolean } = {},
): Promise<DatabaseAccess> {
  const mark = randomBytes(8).toString('hex');
  const found = await findMarked(url, startOption(MARK, mark));
  assertFit(found);
  const schema = known ?? schemaOf(found, exists);
  const isPooled = found.mark !== mark;
  if (isPooled) assertFitsPooler(found, schema);
  return {
    url: isPooled ? url : withStartOptions(url, startOptions(found, schema)),
    schema,
    isPooled,
    password: null,
  };
}

/**
 * Also where the defaults would end this look itself: so it is tried with what newer servers know, without, and, behind a pooler that refuses them,
 * without any start-up options.
 */
async function findMarked(url: string, mark: string): Promise<Found> {
  const tries = [NEWEST, 0].map((version) => `${startOptions({ version }, null)} ${mark}`);
  for (const options of tries) {
    try {
      return await findFacts(withStartOptions(url, options));
    } catch (error) {
      if (isRefused(error, PROTOCOL_VIOLATION)) break;
      if (!isRefused(error, UNKNOWN_SETTING)) throw error;
    }
  }
  return findFacts(url);
}

/** Without a look at the database: for the tables where the server's own search path leads. */
export function directAccess(url: string): DatabaseAccess {
  return {
    url: withStartOptions(url, startOptions({ version: OLDEST }, null)),
    schema: 'public',
    isPooled: false,
    password: null,
  };
}

/** The role that a server knows a connection by. */
export function findRole(url: string): Promise<string> {
  return onConnection(url, async (client) => {
    const { rows } = await client.query<{ role: string }>('select current_user::text as role');
    return rows[0]?.role ?? '';
  });
}

function findFacts(url: string): Promise<Found> {
  return onConnection(url, async (client) => {
    const { rows } = await client.query<Omit<Found, 'settings'> & { settings: [string, string][] }>(FACTS, [
      SETTING_NAMES,
      MARK,
    ]);
    const [row] = rows;
    if (row === undefined) throw new UnfitDatabaseError('leads to a database without an answer');
    return { ...row, settings: new Map(row.settings) };
  });
}

/** Does something on a connection of its own, and closes it. */
export async function onConnection<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // Of a connection that is lost while it is closed.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const isRefused = (error: unknown, code: string) => error instanceof pg.DatabaseError && error.code === code;

function assertFit({ version, encoding, lowerI, readOnly }: Found): void {
  if (version < OLDEST)
    throw new UnfitDatabaseError(`leads to PostgreSQL ${version}: ${OLDEST} or newer is needed`);
  if (encoding !== 'UTF8')
    throw new UnfitDatabaseError(
      `leads to a database with the encoding ${encoding}, which cannot hold every name: it has to be UTF8`,
    );
  if (lowerI !== 'i')
    throw new UnfitDatabaseError(
      'leads to a database whose locale has another lower case of I: e-mail addresses could not be compared; create it with LC_CTYPE C or en_US.UTF-8',
    );
  if (readOnly !== 'off')
    throw new UnfitDatabaseError(
      'leads to a database that can only be read: a standby, or default_transaction_read_only is on',
    );
}

/** What the connections would set for themselves has to be set for the role. */
function assertFitsPooler(found: Found, schema: string): void {
  const statements = unfitDefaults(found, found.role);
  if (found.schema !== schema)
    statements.push(
      `alter role ${pg.escapeIdentifier(found.role)} set search_path = ${pg.escapeIdentifier(schema)}`,
    );
  if (statements.length > 0)
    throw new UnfitDatabaseError(
      `leads to a pooler, behind which a connection can set nothing for itself. Set it for the role, and have the pooler reconnect: ${statements.join('; ')}`,
    );
}

/**
 * The tables are looked for first where this connection's search path leads, then in `public`. Otherwise a schema that is made later and is named like
 * the role would hide them. The first start makes them where the search path leads.
 */
function schemaOf({ schema, ours }: Found, exists: boolean): string {
  const current = schema?.startsWith('pg_') || schema === 'information_schema' ? null : schema;
  if (current !== null && ours.includes(current)) return current;
  if (ours.includes('public')) return 'public';
  if (exists && ours.length === 1 && ours[0] !== undefined) return ours[0];
  return current ?? 'public';
}
