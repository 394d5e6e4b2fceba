import { UnfitDatabaseError } from '../db/access.ts';
import { grantLeastRights } from '../db/least-rights.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { EnvironmentError, readMigrationUrls } from '../env.ts';

/** `node main.js migrate`: brings the tables to this version, as the start of the api does. For an update that is done in two steps. */
async function run(): Promise<number> {
  const { ownerUrl, url } = readMigrationUrls();
  const variable = url === ownerUrl ? 'DATABASE_URL' : 'MIGRATION_DATABASE_URL';
  const onWait = (sentence: string) => process.stdout.write(`${sentence}\n`);
  const owner = await migrateDatabase(ownerUrl, { onWait }).catch((error: unknown) => {
    throw error instanceof UnfitDatabaseError ? new EnvironmentError(variable, error.message) : error;
  });
  if (url !== ownerUrl) await grantLeastRights(owner, url);
  process.stdout.write('The tables are those of this version.\n');
  return 0;
}

process.exitCode = await run().catch((error: unknown) => {
  const reason = error instanceof EnvironmentError ? error.message : `The tables were not changed: ${error}`;
  process.stderr.write(`${reason}\n`);
  return 1;
});
