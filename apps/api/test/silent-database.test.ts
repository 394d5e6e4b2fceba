import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { startDatabaseWay } from './support/database-way.ts';
import { createDatabase, newSession, reasonOf, startWorld } from './support/world.ts';

test('a database that falls silent without closing its connections is reached again over new ones', async () => {
  await using way = await startDatabaseWay(await createDatabase());
  await using world = await startWorld({ DATABASE_URL: way.url, RECONCILE_AFTER_MS: '30000' });
  await Promise.all(Array.from({ length: 10 }, () => newSession(world.shopper)));
  const before = way.opened();
  way.fallSilent();
  // The silent connections are never closed by the other side: only giving them up helps.
  await expect
    .poll(() => newSession(world.shopper).catch(() => null), { timeout: 120_000, interval: 500 })
    .not.toBeNull();
  expect(way.opened()).toBeGreaterThan(before);
  await expect
    .poll(async () => (await fetch(`${world.api.url}/readyz`)).status, { timeout: 120_000 })
    .toBe(200);
}, 300_000);

test('a node whose database has fallen silent ends all the same when it is told to', async () => {
  await using way = await startDatabaseWay(await createDatabase());
  const world = await startWorld({ DATABASE_URL: way.url, RECONCILE_AFTER_MS: '30000' });
  await Promise.all(Array.from({ length: 10 }, () => newSession(world.shopper)));
  way.fallSilent();
  await world[Symbol.asyncDispose]();
  expect(way.opened()).toBeGreaterThan(2);
});

test('a node whose database can only be read is not ready', async () => {
  const databaseUrl = await createDatabase();
  await using world = await startWorld({ DATABASE_URL: databaseUrl });
  const readiness = async () => (await fetch(`${world.api.url}/readyz`)).json();
  await expect.poll(readiness).toEqual({ status: 'ready' });
  const other = new pg.Client({ connectionString: inject('postgresUrl') });
  await other.connect();
  const name = new URL(databaseUrl).pathname.slice(1);
  await other.query(`alter database ${name} set default_transaction_read_only = on`);
  await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await other.end();
  await expect.poll(readiness).toEqual({ status: 'database read-only' });
  expect(await reasonOf(newSession(world.shopper))).toBe('UNAVAILABLE');
});
