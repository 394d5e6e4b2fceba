import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase, openPool } from '../src/db/database.ts';
import { readDatabaseFacts } from '../src/db/database-facts.ts';
import { freePort } from '../src/db/embedded-postgres.ts';
import { startProgram } from '../test/support/program.ts';
import { startWorld } from '../test/support/world.ts';

/** PgBouncer in front of a database, from Debian's package; as root it runs as `nobody`. */
async function startPooler(databaseUrl: string, mode: 'session' | 'transaction') {
  const { hostname, port: behind, username, pathname } = new URL(databaseUrl);
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'checkout-pooler-'));
  await chmod(folder, 0o755);
  const file = join(folder, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `checkout = host=${hostname} port=${behind} dbname=${pathname.slice(1)} user=${username}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${mode}`,
    'ignore_startup_parameters = statement_timeout, idle_in_transaction_session_timeout',
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  const account = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const pooler = startProgram(['/usr/sbin/pgbouncer', ...account, file], {});
  await expect.poll(() => pooler.output.err).toContain('process up');
  return {
    url: `postgresql://checkout@127.0.0.1:${port}/checkout`,
    async [Symbol.asyncDispose]() {
      await pooler[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function isPooled(url: string): Promise<boolean> {
  const pool = openPool(url, () => undefined, 1);
  try {
    return (await readDatabaseFacts(openDatabase(pool), () => new Date())).isPooled;
  } finally {
    await pool.end();
  }
}

test.each(['session', 'transaction'] as const)(
  'doctor: tells PgBouncer in %s mode from a server',
  async (mode) => {
    await using world = await startWorld();
    await using pooler = await startPooler(world.databaseUrl, mode);
    expect(await isPooled(world.databaseUrl)).toBe(false);
    expect(await isPooled(pooler.url)).toBe(true);
  },
);
