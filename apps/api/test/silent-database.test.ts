import { connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { createDatabase, newSession, reasonOf, startWorld } from './support/world.ts';

/** A way to the database that can fall silent, as a cut cable does: connections stay open, and nothing comes through. */
async function startCuttableWay(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const pairs: [Socket, Socket][] = [];
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    pairs.push([near, far]);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const way = new URL(databaseUrl);
  way.port = String(address.port);
  return {
    url: way.href,
    /** Connections through here so far. */
    opened: () => pairs.length,
    fallSilent() {
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    async [Symbol.asyncDispose]() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('a database that falls silent without closing its connections is reached again over new ones', async () => {
  await using way = await startCuttableWay(await createDatabase());
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
  await using way = await startCuttableWay(await createDatabase());
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
