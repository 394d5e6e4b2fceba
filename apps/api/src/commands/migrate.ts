import { migrateDatabase } from '../db/database.ts';
import { grantLeastRights } from '../db/least-rights.ts';
import { EnvironmentError, readMigrationUrls } from '../env.ts';

/** `node main.js migrate`: brings the tables to this version, as the start of the api does. For an update that is done in two steps. */
async function run(): Promise<number> {
  const { ownerUrl, url } = readMigrationUrls();
  await migrateDatabase(ownerUrl);
  if (url !== ownerUrl) await grantLeastRights(ownerUrl, url);
  process.stdout.write('The tables are those of this version.\n');
  return 0;
}

process.exitCode = await run().catch((error: unknown) => {
  const reason = error instanceof EnvironmentError ? error.message : `The tables were not changed: ${error}`;
  process.stderr.write(`${reason}\n`);
  return 1;
});
