import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, inject, test } from 'vitest';

/** What PostgreSQL and its programs set for themselves. */
const OWN = /^(LC_[A-Z]+|PG[A-Z_]*|PWD|SHLVL|OLDPWD|_)$/;

test('the embedded PostgreSQL has nothing of the environment of the program that starts it', async () => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const file = `/proc/${rows[0]?.pid}/environ`;
  // Elsewhere than on Linux no file shows it.
  const environ = existsSync('/proc/self/environ') ? await readFile(file, 'utf8') : '';
  await client.end();
  const names = environ.split('\0').map((line) => line.split('=', 1)[0] ?? '');
  expect(names.filter((name) => name !== '' && !OWN.test(name))).toEqual([]);
});
