import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../src/db/embedded-postgres.ts';

/** Debian's PgBouncer in front of a server, which takes every role without a password. `settings`: lines of its `[pgbouncer]` section. */
export async function startPgBouncer(databaseUrl: string, settings: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-pgbouncer-'));
  await chmod(folder, 0o755);
  const server = new URL(databaseUrl);
  const port = await freePort();
  const lines = [
    '[databases]',
    `* = host=${server.hostname} port=${server.port}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    ...settings,
  ];
  // With `auth_type = any` the server is asked as the role that is named here.
  lines[1] += ` user=${server.username}`;
  await writeFile(join(folder, 'pgbouncer.ini'), lines.join('\n'));
  // It refuses to run as root.
  const account = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('/usr/sbin/pgbouncer', [...account, join(folder, 'pgbouncer.ini')], {
    stdio: 'ignore',
  });
  await answers(port, child);
  const url = new URL(databaseUrl);
  url.port = String(port);
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isThere) return;
    await wait(20);
  }
  throw new Error(`PgBouncer did not start (${child.exitCode})`);
}
