import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { runAll } from './support/database-roles.ts';
import { startDatabaseWay } from './support/database-way.ts';
import { query } from './support/query.ts';
import { newSession, reasonOf, startWorld } from './support/world.ts';

/** A server of its own, which can be told to accept no writes while its connections stay open. */
async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-failover-'));
  await chmod(folder, 0o755);
  const { url, stop } = await startEmbeddedPostgres(folder, ['fsync=off']);
  const setReadOnly = (value: 'on' | 'off') =>
    runAll(url, [`alter system set default_transaction_read_only = ${value}`, 'select pg_reload_conf()']);
  return {
    url,
    setReadOnly,
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const readinessOf = async (url: string) => (await fetch(`${url}/readyz`)).status;

test('while the database only reads, a node is not ready and refuses with UNAVAILABLE; after that it works', async () => {
  await using server = await startServer();
  await using world = await startWorld({ DATABASE_URL: server.url });
  await newSession(world.shopper);
  await server.setReadOnly('on');
  await expect.poll(() => readinessOf(world.api.url)).toBe(503);
  for (let call = 0; call < 12; call += 1)
    expect(await reasonOf(newSession(world.shopper))).toBe('UNAVAILABLE');
  await server.setReadOnly('off');
  await expect.poll(() => readinessOf(world.api.url)).toBe(200);
  await newSession(world.shopper);
});

test('a primary that became a standby and kept its connections is left for the new one', async () => {
  await using old = await startServer();
  await using next = await startServer();
  await migrateDatabase(next.url);
  await runAll(next.url, [`alter role checkout password '${new URL(old.url).password}'`]);
  await using way = await startDatabaseWay(old.url);
  await using world = await startWorld({ DATABASE_URL: way.url });
  await Promise.all(Array.from({ length: 10 }, () => newSession(world.shopper)));
  expect(await readinessOf(world.api.url)).toBe(200);

  way.leadNewTo(next.url);
  await old.setReadOnly('on');
  await expect.poll(() => newSession(world.shopper).catch(() => null)).not.toBeNull();
  await expect.poll(() => readinessOf(world.api.url)).toBe(200);
  // The connection that listens is moved as well.
  const left = () =>
    query(
      { databaseUrl: old.url },
      "select application_name from pg_stat_activity where application_name like 'checkout-%'",
    );
  await expect.poll(left, { interval: 500 }).toEqual([]);
});
