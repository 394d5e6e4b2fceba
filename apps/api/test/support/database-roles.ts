import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A role of the server of the tests that owns a database of its own, which is empty, and what was done to both before it is used. */
export async function createOwnedDatabase(
  prepare: (name: { role: string; database: string }) => string[] = () => [],
): Promise<{ url: string; role: string; database: string }> {
  const suffix = randomBytes(6).toString('hex');
  const [role, database] = [`shop_${suffix}`, `setup_${suffix}`];
  const password = randomBytes(12).toString('hex');
  const url = new URL(inject('postgresUrl'));
  await runAll(url.href, [
    `create role ${role} login password '${password}'`,
    `create database ${database} owner ${role}`,
  ]);
  url.pathname = `/${database}`;
  await runAll(url.href, prepare({ role, database }));
  url.username = role;
  url.password = password;
  return { url: url.href, role, database };
}

/** Runs statements, each by itself, on one connection. */
export async function runAll(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
