import { grantLeastRights } from '../db/least-rights.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { EnvironmentError, readMigrationUrls } from '../env.ts';

/** `node main.js migrate`: brings the tables to this version, as the start of the api does. For an update that is done in two steps. */
async function run(): Promise<number> {
  const { ownerUrl, url } = readMigrationUrls();
  const owner = await migrateDatabase(ownerUrl);
  if (url !== ownerUrl) await grantLeastRights(owner, url);
  process.stdout.write('The tables are those of this version.\n');
  return 0;
}

process.exitCode = await run().catch((error: unknown) => {
  const reason = error instanceof EnvironmentError ? error.message : `The tables were not changed: ${error}`;
  process.stderr.write(`${reason}\n`);
  return 1;
});
