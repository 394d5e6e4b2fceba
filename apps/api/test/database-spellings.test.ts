import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseUrl } from '../src/database-url.ts';
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { runAll } from './support/database-roles.ts';
import { newSession, press, startWorld } from './support/world.ts';

test('a database is reached by each spelling of its address, over a socket and over a network', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-socket-'));
  // The server makes its socket there under another account.
  await chmod(folder, 0o777);
  const postgres = await startEmbeddedPostgres(folder, ['fsync=off', `unix_socket_directories=${folder}`]);
  try {
    const { port, password } = new URL(postgres.url);
    await runAll(postgres.url, ['create database "my shop"', 'create database shop']);
    const encoded = encodeURIComponent(folder);
    const login = `checkout:${password}`;
    const spellings = [
      `postgresql://${login}@/shop?host=${folder}&port=${port}`,
      `postgresql://${login}@/shop?host=${encoded}&port=${port}`,
      `postgresql://${login}@${encoded}:${port}/shop`,
      `postgresql:///shop?host=${folder}&port=${port}&user=checkout&password=${password}`,
      `socket://${login}@${folder}?db=shop&port=${port}`,
      `host=${folder} port=${port} user=checkout password=${password} dbname=shop`,
      `host=${folder} port=${port} user=checkout password=${password} dbname='my shop'`,
      `postgresql://${login}@localhost:${port}/my%20shop`,
      `jdbc:postgresql://127.0.0.1:${port}/shop?user=checkout&password=${password}`,
      `postgres://${login}@127.0.0.1:${port}/?dbname=shop`,
      `postgres://${login}@127.0.0.1:${port}/shop?sslmode=disable&connect_timeout=10&application_name=x&options=-c%20work_mem%3D8MB`,
    ];
    for (const spelling of spellings) {
      const url = databaseUrl(spelling) ?? '';
      expect([spelling, (await migrateDatabase(url)).schema]).toEqual([spelling, 'public']);
    }
    const [bySocket = ''] = spellings;
    await using world = await startWorld({
      DATABASE_URL: bySocket,
      MIGRATION_DATABASE_URL: bySocket,
    });
    expect((await world.shopper.checkout.pay.mutate(press(await newSession(world.shopper)))).status).toBe(
      'succeeded',
    );
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
