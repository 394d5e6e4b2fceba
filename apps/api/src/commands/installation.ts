import * as z from 'zod';
import { findAccess } from '../db/access.ts';
import { openDatabase, openPool } from '../db/database.ts';
import { declareRestored, findInstallation, releaseRefunds, renewInstallation } from '../db/installation.ts';
import { EnvironmentError, readDatabaseUrl } from '../env.ts';

/**
 * `node main.js installation`: shows this installation's id, and whether automatic refunds are allowed.
 * `… installation release-refunds`: allows them in this database. `… restored`: the disk was restored from a snapshot.
 * `… renew`: this database is a copy that is used beside its original. docs/restore.md says when to use which.
 */
const COMMANDS = ['show', 'release-refunds', 'restored', 'renew'] as const;

const say = (line: string) => process.stdout.write(`${line}\n`);
const when = (date: Date | null, never: string) => date?.toISOString() ?? never;

async function run(): Promise<number> {
  const command = z.enum(COMMANDS).safeParse(process.argv[2] ?? 'show');
  if (!command.success) {
    say(`Unknown: ${process.argv[2]}. Say one of ${COMMANDS.join(', ')}.`);
    return 2;
  }
  const pool = openPool(await findAccess(readDatabaseUrl(), { exists: true }), () => undefined, 1);
  try {
    const db = openDatabase(pool);
    if (command.data === 'release-refunds') await releaseRefunds(db, 'operator');
    if (command.data === 'restored') await declareRestored(db, 'operator');
    if (command.data === 'renew') await renewInstallation(db, 'operator');
    const found = await findInstallation(db);
    if (found === null) {
      say('The api has never been started on this database.');
      return 1;
    }
    say(`Installation       ${found.id}`);
    say(`Database           ${found.identity}, seen first ${when(found.recognisedAt, '')}`);
    if (found.identity !== found.databaseIdentity)
      say(
        `                   not the one of the last start (${found.databaseIdentity}): the next start notices`,
      );
    if (found.knownUntil !== null)
      say(
        found.recoveredAt === null
          ? `Restored           payments made after ${when(found.knownUntil, '')} may be missing: older sessions wait`
          : `Restored           compared with Inflow, ${when(found.recoveredAt, '')}`,
      );
    say(`Compared in whole  ${when(found.comparedAt, 'not yet')}`);
    say(
      `Automatic refunds  ${
        found.refundsReleasedAt === null
          ? 'not released (installation release-refunds)'
          : `released ${when(found.refundsReleasedAt, '')}, used with ORPHAN_CHARGES=refund after a whole comparison`
      }`,
    );
    if (command.data === 'renew') say('Restart the api, so that new payments carry the new name.');
    return 0;
  } finally {
    await pool.end();
  }
}

process.exitCode = await run().catch((error: unknown) => {
  say(error instanceof EnvironmentError ? error.message : `This failed: ${String(error)}`);
  return 2;
});
