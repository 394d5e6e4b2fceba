import type { TestProject } from 'vitest/node';
import { openPool } from '../src/db/database.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { startCluster } from './clusters.ts';

/** As `test/support/postgres.ts`, with Debian's server. */
export default async function setup({ provide }: TestProject) {
  const cluster = await startCluster();
  const admin = openPool(cluster.url, () => undefined);
  await admin.query('create database template_checkout');
  await admin.end();
  await migrateDatabase(cluster.url.replace(/\/postgres$/, '/template_checkout'));
  provide('postgresUrl', cluster.url);
  return () => cluster[Symbol.asyncDispose]();
}
