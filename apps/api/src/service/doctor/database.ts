import type { Finding } from '@checkout/schemas/doctor';
import type { DatabaseFacts } from '../../db/database-facts.ts';
import { ageOf, findingsOf } from './finding.ts';

/** What is tested with, and the oldest that has all that the statements use. */
const OLDEST_VERSION = 14;
/** The same as the alert that the README advises for `checkout_last_comparison_seconds`. */
const COMPARISON_LATE_S = 129_600;

/** Durability settings that a lost payment record would come from. */
const DURABLE = {
  fsync: 'fsync',
  full_page_writes: 'fullPageWrites',
  synchronous_commit: 'synchronousCommit',
} as const;

type Use = {
  /** Whether the api has started it by itself. */
  readonly embeddedDatabase: boolean;
  /** Whether payments are only simulated. */
  readonly testMode: boolean;
};

/** What is to be said of the database. */
export function databaseFindings(
  facts: DatabaseFacts,
  { embeddedDatabase: isEmbedded, testMode }: Use,
): Finding[] {
  const { found, good, warning, bad } = findingsOf('database');
  if (isEmbedded && testMode)
    good(`PostgreSQL ${facts.version}, started by the api itself, which is enough for simulated payments.`);
  else if (isEmbedded)
    bad(
      `PostgreSQL ${facts.version}, started by the api itself: no backups, one api process only.`,
      'Payments are real: set DATABASE_URL to a PostgreSQL with backups.',
    );
  else if (facts.version < OLDEST_VERSION)
    bad(`PostgreSQL ${facts.version} is too old.`, `Use ${OLDEST_VERSION} or newer.`);
  else good(`PostgreSQL ${facts.version}.`);

  if (facts.migrations === null)
    warning(
      'The role of the api may not read which migrations are applied.',
      'Grant it usage on the schema drizzle, and select on its tables.',
    );
  else if (facts.migrations < facts.ownMigrations)
    bad(
      `${facts.ownMigrations - facts.migrations} migrations are missing.`,
      'Restart the api, which migrates at its start.',
    );
  else if (facts.migrations > facts.ownMigrations)
    warning('A newer version of the api has migrated it.', 'Bring all nodes to the same version.');
  else good(`All ${facts.migrations} migrations are applied.`);

  if (facts.isReadOnly)
    bad('It accepts no writes: a standby, or a failover under way.', 'Let DATABASE_URL lead to the primary.');
  if (!isEmbedded) {
    if (facts.isRemote && !facts.isEncrypted)
      bad('The connection to it is not encrypted.', 'Set sslmode=verify-full in DATABASE_URL.');
    else good(facts.isRemote ? 'The connection is encrypted.' : 'It runs on this machine.');
    if (facts.isSuperuser || facts.ownsTables)
      warning(
        facts.isSuperuser ? 'The api works as a superuser.' : 'The api works as the owner of the tables.',
        'Give it a role of its own, and set MIGRATION_DATABASE_URL (docs/security/database-role.md).',
      );
    else good('The api works under a role with least rights.');
  }
  const off = Object.entries(DURABLE).filter(([, field]) => facts[field] === 'off');
  for (const [setting] of off)
    bad(`${setting} is off: a crash can lose what was paid.`, `Set ${setting} to on.`);
  if (off.length === 0)
    good('What is committed survives a crash (fsync, synchronous_commit, full_page_writes).');
  if (facts.isPooled)
    warning(
      'A pooler such as PgBouncer stands before it.',
      'Run it in session mode or connect directly: in other modes announcements (LISTEN) are lost and pages and events come up to 5 s late; prepared statements need PgBouncer 1.21 or newer.',
    );
  return found;
}

/** What is to be said of the clocks: signatures and expiries are compared with them. */
export function clockFindings({ clockOffsetMs }: Pick<DatabaseFacts, 'clockOffsetMs'>): Finding[] {
  const { found, good, warning, bad } = findingsOf('clock');
  const off = Math.abs(clockOffsetMs) / 1000;
  const says = `This node's clock and the database's differ by ${ageOf(off)}.`;
  // Signed deliveries are refused when they are 300 s off.
  if (off >= 150) bad(says, 'Set both by NTP: webhooks are refused as stale from 300 seconds on.');
  else if (off >= 5) warning(says, 'Set both by NTP.');
  else good("This node's clock and the database's agree.");
  return found;
}

type Compared = Pick<DatabaseFacts, 'comparedSeconds' | 'isCompared'>;

/** What is to be said of the last comparison with Inflow's whole list. */
export function comparisonFindings({ comparedSeconds, isCompared }: Compared): Finding[] {
  const { found, good, bad } = findingsOf('comparison');
  if (comparedSeconds > COMPARISON_LATE_S)
    bad(
      isCompared
        ? `Inflow's whole list was last compared ${ageOf(comparedSeconds)} ago.`
        : `Inflow's whole list was never compared, in ${ageOf(comparedSeconds)}.`,
      'The log of the api says why: it is due once a day.',
    );
  else if (isCompared) good(`Inflow's whole list was last compared ${ageOf(comparedSeconds)} ago.`);
  else good("Inflow's whole list is compared for the first time within a day.");
  return found;
}
