import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { closePool, openDatabase, openPool } from '../../src/db/database.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { migrateDatabase } from '../../src/db/migrate.ts';
import { keepAssets } from '../../src/pages/keep-assets.ts';
import { WEB_FOLDER } from '../../src/paths.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL whose database `template_checkout` is migrated, for each test to copy. */
    postgresUrl: string;
  }
}

/** One server for the whole run. Its data need not survive a power cut, so it does not wait for the disk. */
export default async function setup({ provide }: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-api-test-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder, [
    'fsync=off',
    'full_page_writes=off',
    'max_connections=400',
  ]);
  const admin = openPool(postgres.url, () => undefined);
  await admin.query('create database template_checkout');
  await admin.end();

  const templateUrl = postgres.url.replace(/\/postgres$/, '/template_checkout');
  await migrateDatabase(templateUrl);
  // As on a database that has seen this build: otherwise each start of a test would write all of it.
  const template = openPool(templateUrl, () => undefined);
  await keepAssets(openDatabase(template), WEB_FOLDER);
  await closePool(template);

  provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
