import { randomBytes } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Logger } from 'pino';
import { type Actor, recordDecision } from './audit.ts';
import { type Database, inTransaction, lockByName, type Queryable } from './database.ts';
import { installation } from './schema.ts';
import { prepared, selected } from './statements.ts';

export type Installation = typeof installation.$inferSelect;

/** With the identity of the database that it was read from. */
export type FoundInstallation = Installation & { readonly identity: string };

/**
 * Which database this is: the cluster, the database in it, and the timeline, which changes with each failover and each restore to a
 * point in time (migration 0007). A dump is restored to another database. Only a snapshot of the whole disk is not told
 * apart; a person has to say that one was used (`declareRestored`).
 */
const DATABASE_IDENTITY: SQL = sql`database_identity()`;

const finding = prepared<FoundInstallation, Record<string, never>>(
  'find_installation',
  sql`select ${selected(installation)}, ${DATABASE_IDENTITY} as identity from installation`,
);

export async function findInstallation(db: Queryable): Promise<FoundInstallation | null> {
  return (await finding(db, {}))[0] ?? null;
}

/** Condition on `installation`: what was paid after its newest record, before a restore, has been looked for in Inflow's list. */
export const IS_RECOVERED: SQL = sql`(known_until is null or recovered_at is not null)`;

/**
 * Within a statement: no payment is missing here that could have paid a session of this age (null: of any age). True in the database of
 * the last start, and in a restored one as soon as it has been compared.
 */
export function isAllKnown(sessionCreatedAt: SQL): SQL {
  return sql`(
    select database_identity = ${DATABASE_IDENTITY}
      and (${IS_RECOVERED} or coalesce(${sessionCreatedAt} > recognised_at, false))
    from installation
  )`;
}

/** Within a statement: a person has allowed automatic refunds in this very database, and it has been compared in whole. */
export const MAY_REFUND_BY_ITSELF: SQL = sql`(
  select database_identity = ${DATABASE_IDENTITY}
    and refunds_released_at is not null
    and compared_at > recognised_at
    and ${IS_RECOVERED}
  from installation
)`;

/**
 * Makes the installation's identity on its first start. In a database that is not the one it was last seen in (a copy, a
 * restored backup, after a failover) notes that payments may be missing: until Inflow's list has been compared, no older session is
 * charged (`isAllKnown`), and nothing is refunded by itself until a person has released that anew.
 */
export async function recogniseDatabase(db: Database, log: Logger): Promise<Installation> {
  const known = await findInstallation(db);
  if (known !== null && known.identity === known.databaseIdentity) return known;
  return inTransaction(db, async (tx) => {
    await lockByName(tx, 'installation');
    const before = await findInstallation(tx);
    if (before === null) return insertInstallation(tx);
    if (before.identity === before.databaseIdentity) return before;
    log.warn('this is not the database of the last start: payments that are missing here are looked for');
    return markRestored(tx, before, 'reconciler');
  });
}

async function insertInstallation(tx: Queryable): Promise<Installation> {
  const id = newId();
  const [made] = await tx
    .insert(installation)
    .values({ id, databaseIdentity: DATABASE_IDENTITY })
    .returning();
  await recordDecision(tx, { actor: 'reconciler', action: 'installation.made', to: id });
  return only(made);
}

type Change = {
  readonly actor: Actor;
  readonly action: string;
  readonly set: PgUpdateSetSource<typeof installation>;
};

/** Changes the one row, with its audit row. */
async function change(tx: Queryable, { actor, action, set }: Change): Promise<Installation> {
  const [changed] = await tx.update(installation).set(set).returning();
  await recordDecision(tx, { actor, action: `installation.${action}`, to: only(changed).id });
  return only(changed);
}

const NOT_RELEASED = { refundsReleasedAt: null, refundsReleasedBy: null };

async function markRestored(tx: Queryable, before: FoundInstallation, actor: Actor): Promise<Installation> {
  // Restored again before the first time was made up for: what the first one lacked is still lacking.
  const isBehind = before.knownUntil !== null && before.recoveredAt === null;
  return change(tx, {
    actor,
    action: 'restored',
    set: {
      databaseIdentity: before.identity,
      recognisedAt: sql`now()`,
      knownUntil: isBehind
        ? before.knownUntil
        : sql`coalesce((select at from audit order by id desc limit 1), to_timestamp(0))`,
      recoveredAt: null,
      comparedAt: null,
      ...NOT_RELEASED,
    },
  });
}

/** A person says that the disk was restored from a snapshot, which the database itself cannot know. */
export async function declareRestored(db: Database, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockByName(tx, 'installation');
    await markRestored(tx, only(await findInstallation(tx)), actor);
  });
}

/** A person says that this database may refund by itself, once it has been compared in whole. */
export async function releaseRefunds(db: Database, actor: Actor): Promise<void> {
  const set = { refundsReleasedAt: sql`now()`, refundsReleasedBy: actor };
  await inTransaction(db, (tx) => change(tx, { actor, action: 'refunds_released', set }));
}

/** A person takes that back. */
export async function stopRefunds(db: Database, actor: Actor): Promise<void> {
  await inTransaction(db, (tx) => change(tx, { actor, action: 'refunds_stopped', set: NOT_RELEASED }));
}

/** Rows were missing here: a person has to look at this database again before it refunds by itself. */
export async function withdrawRefundRelease(tx: Queryable): Promise<void> {
  await tx.update(installation).set(NOT_RELEASED);
}

/** For a copy that is used beside its original: it leaves the original's new payments alone from now on. */
export async function renewInstallation(db: Database, actor: Actor): Promise<void> {
  const set = { id: newId(), ...NOT_RELEASED };
  await inTransaction(db, (tx) => change(tx, { actor, action: 'renewed', set }));
}

const newId = () => `inst_${randomBytes(12).toString('base64url')}`;

function only<Row>(row: Row | null | undefined): Row {
  if (row === null || row === undefined) throw new Error('The api has never been started on this database');
  return row;
}
