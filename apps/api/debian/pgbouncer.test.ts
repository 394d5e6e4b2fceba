import { expect, test } from 'vitest';
import { runAll } from '../test/support/database-roles.ts';
import { query } from '../test/support/query.ts';
import {
  chargesOf,
  createDatabase,
  newSession,
  outcomeOnce,
  press,
  startWorld,
} from '../test/support/world.ts';
import { startPgBouncer } from './pgbouncer.ts';

const TRANSACTION = ['pool_mode = transaction', 'default_pool_size = 3'];

/** Pays over two nodes, with the locks, the lease of a job and the changes that one node tells the other. */
async function paysOverTwoNodes(databaseUrl: string, directUrl: string): Promise<void> {
  await using world = await startWorld({ DATABASE_URL: databaseUrl, DIRECT_DATABASE_URL: directUrl });
  await using other = await world.startNode();
  for (let round = 0; round < 5; round += 1) {
    const sessions = await Promise.all(Array.from({ length: 8 }, () => newSession(world.shopper)));
    const changes = sessions.map((sessionId) => {
      const watcher = other.deps.changes.watch(sessionId);
      return watcher.next(Number.POSITIVE_INFINITY);
    });
    await Promise.all(
      sessions.map((sessionId) =>
        Promise.allSettled([1, 2].map(() => world.shopper.checkout.pay.mutate(press(sessionId)))),
      ),
    );
    await Promise.all(changes);
    for (const sessionId of sessions) {
      await outcomeOnce(world, sessionId, 'succeeded');
      expect(await chargesOf(world, sessionId)).toHaveLength(1);
    }
  }
  // A lock that is left behind on a connection of the pooler would keep every other node waiting.
  const locks = () => query({ databaseUrl: directUrl }, "select * from pg_locks where locktype = 'advisory'");
  await expect.poll(locks).toEqual([]);
}

test.each([
  ['refuses start-up options', TRANSACTION],
  ['drops start-up options', [...TRANSACTION, 'ignore_startup_parameters = options,statement_timeout']],
  ['keeps sessions', ['pool_mode = session', 'default_pool_size = 60']],
])('payments through a PgBouncer that %s', async (_, settings) => {
  const directUrl = await createDatabase();
  await using pooler = await startPgBouncer(directUrl, settings);
  await paysOverTwoNodes(pooler.url, directUrl);
});

test('without a direct address the start says that it is needed', async () => {
  const directUrl = await createDatabase();
  await using pooler = await startPgBouncer(directUrl, TRANSACTION);
  await expect(startWorld({ DATABASE_URL: pooler.url })).rejects.toThrow(/^DIRECT_DATABASE_URL must be set/);
  await expect(startWorld({ DATABASE_URL: pooler.url, DIRECT_DATABASE_URL: pooler.url })).rejects.toThrow(
    /^DIRECT_DATABASE_URL leads to a pooler/,
  );
});

test('what connections through a pooler cannot set for themselves is said at the start, as statements', async () => {
  const directUrl = await createDatabase();
  const name = new URL(directUrl).pathname.slice(1);
  const defaults = [
    "default_transaction_isolation = 'serializable'",
    "datestyle = 'German'",
    'lock_timeout = 5',
    'synchronous_commit = off',
  ];
  await runAll(
    directUrl,
    defaults.map((setting) => `alter database ${name} set ${setting}`),
  );
  await using pooler = await startPgBouncer(directUrl, TRANSACTION);
  const start = () => startWorld({ DATABASE_URL: pooler.url, DIRECT_DATABASE_URL: directUrl });
  const said = await start().then(
    () => '',
    (error: unknown) => String(error),
  );
  const statements = said.match(/alter role [^;.]+/g) ?? [];
  expect(statements).toHaveLength(defaults.length);
  await runAll(directUrl, statements);
  await using fresh = await startPgBouncer(directUrl, TRANSACTION);
  try {
    await paysOverTwoNodes(fresh.url, directUrl);
  } finally {
    // The role is the one of all the other tests.
    await runAll(directUrl, ['alter role checkout reset all']);
  }
});
