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
