import { once } from 'node:events';
import { connect } from 'node:net';
import pg from 'pg';
import { expect, test } from 'vitest';
import { newSession, SERVICE_TOKEN, startWorld } from './support/world.ts';

const headers = { authorization: `Bearer ${SERVICE_TOKEN}` };
const PATHS = ['/healthz', '/readyz', '/metrics'];

const statusesAt = (url: string) =>
  Promise.all(PATHS.map(async (path) => (await fetch(`${url}${path}`, { headers })).status));

test('without OPS_PORT, health, readiness and metrics are on the public port', async () => {
  await using world = await startWorld();
  expect(world.api.opsUrl).toBe(world.api.url);
  expect(await statusesAt(world.api.url)).toEqual([200, 200, 200]);
});

test('with OPS_PORT they are there, and not on the public port', async () => {
  await using world = await startWorld({ OPS_PORT: '0' });
  expect(await statusesAt(world.api.opsUrl)).toEqual([200, 200, 200]);
  expect(await statusesAt(world.api.url)).toEqual([404, 404, 404]);
  expect((await fetch(`${world.api.opsUrl}/metrics`)).status).toBe(401);
  expect((await fetch(`${world.api.opsUrl}/trpc/catalog.list`)).status).toBe(404);
});

test('probes are answered while the public port is full', async () => {
  await using world = await startWorld({ OPS_PORT: '0', MAX_CONNECTIONS: '20' });
  const { port } = new URL(world.api.url);
  const open = () => connect(Number(port), '127.0.0.1');
  const held = Array.from({ length: 20 }, open);
  try {
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    // The next one is closed without a word.
    await expect
      .poll(async () => {
        const over = open();
        await Promise.race([once(over, 'close'), once(over, 'error').catch(() => undefined)]);
        return over.destroyed;
      })
      .toBe(true);
    expect(await statusesAt(world.api.opsUrl)).toEqual([200, 200, 200]);
  } finally {
    for (const socket of held) socket.destroy();
  }
});

test('a probe does not wait behind calls that wait for the database', async () => {
  await using world = await startWorld();
  const sessionId = await newSession(world.shopper);
  const client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  await client.query('begin; lock table sessions in access exclusive mode');
  const calls = Array.from({ length: 40 }, () =>
    world.shopper.checkout.get.query({ sessionId }).then(
      () => 'done',
      () => 'failed',
    ),
  );
  const waiting = 'select count(*)::int from pg_locks where not granted';
  await expect.poll(async () => (await client.query(waiting)).rows[0]?.count).toBeGreaterThanOrEqual(10);
  const first = await Promise.race([
    Promise.race(calls),
    fetch(`${world.api.url}/readyz`).then(({ status }) => status),
  ]);
  expect(first).toBe(200);
  await client.query('rollback');
  await Promise.all(calls);
  await client.end();
});
