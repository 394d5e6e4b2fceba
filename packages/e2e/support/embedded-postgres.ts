import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** A connection to the PostgreSQL that an api embeds in its data folder, as that api's own user. */
export async function connectToEmbedded(dataDir: string, database = 'postgres'): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: await embeddedUrl(dataDir, database) });
  await client.connect();
  return client;
}

/** A new database beside the embedding api's own, whose jobs do not run on it. Returns its URL. */
export async function createDatabase(dataDir: string, name: string): Promise<string> {
  const client = await connectToEmbedded(dataDir);
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return embeddedUrl(dataDir, name);
}

/** Copies a database as it stands. Its connections are cut off: PostgreSQL copies only a database without connections. */
export async function copyDatabase(dataDir: string, from: string, to: string): Promise<void> {
  await using admin = await administer(dataDir);
  await admin.disconnect(from);
  await admin.query(`create database ${to} template ${from}`);
}

/** Puts one database in another's place, which keeps existing under the third name. Connections to them are cut off. */
export async function replaceDatabase(
  dataDir: string,
  { name, by, oldName }: { name: string; by: string; oldName: string },
): Promise<void> {
  await using admin = await administer(dataDir);
  await admin.disconnect(name);
  await admin.query(`alter database ${name} rename to ${oldName}`);
  await admin.query(`alter database ${by} rename to ${name}`);
}

async function administer(dataDir: string) {
  const client = await connectToEmbedded(dataDir);
  return {
    query: (text: string) => client.query(text),
    async disconnect(database: string) {
      await client.query(
        'select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
        [database],
      );
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

async function embeddedUrl(dataDir: string, database: string): Promise<string> {
  const password = (await readFile(join(dataDir, 'postgres.password'), 'utf8')).trim();
  const port = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3];
  return `postgresql://checkout:${password}@127.0.0.1:${port}/${database}`;
}

/** Every row of every table of every schema that is not PostgreSQL's own, as `table: row`. */
export async function allRows(client: pg.Client): Promise<string[]> {
  const tables = await client.query<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`);
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const { rows: found } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
    rows.push(...found.map(({ row }) => `${name}: ${row}`));
  }
  return rows;
}
