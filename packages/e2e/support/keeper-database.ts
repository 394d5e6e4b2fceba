import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** A database of its own on the embedded PostgreSQL that an api keeps in `dataDir`, so that the keeper's worker takes no job of it. */
export async function createDatabase(dataDir: string, name: string): Promise<string> {
  const password = (await readFile(join(dataDir, 'postgres.password'), 'utf8')).trim();
  const port = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3];
  const server = `postgresql://checkout:${password}@127.0.0.1:${port}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return `${server}/${name}`;
}
