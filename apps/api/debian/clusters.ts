import { execFile } from 'node:child_process';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../src/db/embedded-postgres.ts';

const run = promisify(execFile);

/** Debian's packages `postgresql` and `postgresql-client`, version 15. */
const BIN = '/usr/lib/postgresql/15/bin';
/** PostgreSQL refuses to run as root; this is the user id of `nobody`, which is on every system. */
const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

export type Cluster = AsyncDisposable & {
  readonly url: string;
  /** Ends it as a power cut would: nothing is written any more. */
  cut(): Promise<void>;
  promote(): Promise<void>;
};

async function pg(program: string, ...args: string[]): Promise<void> {
  await run(join(BIN, program), args, { ...account, cwd: tmpdir() });
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-cluster-'));
  await chmod(folder, 0o700);
  if (account.uid !== undefined) await chown(folder, account.uid, account.gid);
  return folder;
}

async function start(folder: string): Promise<Cluster> {
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
  await pg('pg_ctl', 'start', '-w', '-D', folder, '-l', join(folder, 'server.log'), '-o', options);
  return {
    url: `postgresql://checkout@127.0.0.1:${port}/postgres`,
    cut: () => pg('pg_ctl', 'stop', '-m', 'immediate', '-D', folder),
    promote: () => pg('pg_ctl', 'promote', '-w', '-D', folder),
    async [Symbol.asyncDispose]() {
      await pg('pg_ctl', 'stop', '-m', 'immediate', '-D', folder).catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function startCluster(): Promise<Cluster> {
  const folder = await newFolder();
  await pg(
    'initdb',
    '--pgdata',
    folder,
    '--username=checkout',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
  );
  return start(folder);
}

/** An asynchronous standby: what the primary commits reaches it a moment later, or never. */
export async function startStandbyOf(primary: Cluster): Promise<Cluster> {
  const folder = await newFolder();
  await pg(
    'pg_basebackup',
    '--dbname',
    primary.url,
    '--pgdata',
    folder,
    '--write-recovery-conf',
    '--checkpoint=fast',
  );
  return start(folder);
}

/** Dumps a database and restores the dump on another server; answers where. */
export async function dumpAndRestore(databaseUrl: string, to: Cluster): Promise<string> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const folder = await newFolder();
  try {
    const file = join(folder, 'checkout.dump');
    await pg('pg_dump', '--format=custom', '--file', file, databaseUrl);
    await pg('psql', '--command', `create database ${name}`, to.url);
    const url = to.url.replace(/\/postgres$/, `/${name}`);
    await pg('pg_restore', '--dbname', url, file);
    return url;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
