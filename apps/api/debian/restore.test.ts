import { expect, test } from 'vitest';
import { openPool } from '../src/db/database.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { startDatabaseWay } from '../test/support/database-way.ts';
import { provesRestore, recovered } from '../test/support/restore.ts';
import { chargesOf, newSession, press, reasonOf, startWorld } from '../test/support/world.ts';
import { dumpAndRestore, startCluster, startStandbyOf } from './clusters.ts';

test('a dump that is restored on another server: nothing lost, nothing refunded, nothing charged twice', async () => {
  await using other = await startCluster();
  await using world = await startWorld({ ORPHAN_CHARGES: 'refund', RECONCILE_AFTER_MS: '600' });
  await provesRestore(world, (url) => dumpAndRestore(url, other));
});

test('a failover that loses the last commits, under a running api: what was paid in them is found, and paid once', async () => {
  await using primary = await startCluster();
  const admin = openPool(primary.url, () => undefined, 1);
  await admin.query('create database checkout');
  await admin.end();
  const on = (url: string) => url.replace(/\/postgres$/, '/checkout');
  await migrateDatabase(on(primary.url));
  await using standby = await startStandbyOf(primary);
  await using way = await startDatabaseWay(on(primary.url));
  await using world = await startWorld({ DATABASE_URL: way.url, RECONCILE_AFTER_MS: '600' });

  const before = await newSession(world.shopper);
  await world.shopper.checkout.pay.mutate(press(before));
  const paidInLost = await newSession(world.shopper);
  const behind = openPool(standby.url, () => undefined, 1);
  const replica = openPool(on(standby.url), () => undefined, 1);
  await expect
    .poll(async () => (await replica.query('select 1 from sessions where id = $1', [paidInLost])).rowCount)
    .toBe(1);
  // From here on nothing reaches the standby.
  await behind.query("alter system set primary_conninfo = ''");
  await behind.query('select pg_reload_conf()');
  await expect.poll(async () => (await behind.query('select 1 from pg_stat_wal_receiver')).rowCount).toBe(0);
  expect((await world.shopper.checkout.pay.mutate(press(paidInLost))).status).toBe('succeeded');
  const madeInLost = await newSession(world.shopper);
  expect((await world.shopper.checkout.pay.mutate(press(madeInLost))).status).toBe('succeeded');

  await primary.cut();
  await standby.promote();
  way.leadTo(on(standby.url));
  await Promise.all([behind.end(), replica.end()]);
  await expect.poll(async () => (await fetch(`${world.api.url}/readyz`)).status).toBe(200);
  expect(await reasonOf(world.shopper.checkout.pay.mutate(press(paidInLost)))).toBe('SLOW_DOWN');
  await recovered(on(standby.url));
  for (const sessionId of [before, paidInLost, madeInLost]) {
    expect((await world.service.sessions.get.query({ sessionId })).status, sessionId).toBe('complete');
    expect(await chargesOf(world, sessionId)).toHaveLength(1);
  }
});
