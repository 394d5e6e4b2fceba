import { randomBytes } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
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

/**
 * Within a statement: no payment is missing here that could have paid a session of this age (null: of any age). True in the database of
 * the last start, and in a restored one as soon as it has been compared.
 */
export function isAllKnown(sessionCreatedAt: SQL): SQL {
  return sql`(
    select database_identity = ${DATABASE_IDENTITY}
      and (known_until is null or recovered_at is not null or coalesce(${sessionCreatedAt} > recognised_at, false))
    from installation
  )`;
}

/** Within a statement: a person has allowed automatic refunds in this very database, and it has been compared in whole. */
export const MAY_REFUND_BY_ITSELF: SQL = sql`(
  select database_identity = ${DATABASE_IDENTITY}
    and refunds_released_at is not null
    and compared_at > recognised_at
    and (known_until is null or recovered_at is not null)
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

async function markRestored(tx: Queryable, before: FoundInstallation, actor: Actor): Promise<Installation> {
  // Restored again before the first time was made up for: what the first one lacked is still lacking.
  const isBehind = before.knownUntil !== null && before.recoveredAt === null;
  const [marked] = await tx
    .update(installation)
    .set({
      databaseIdentity: before.identity,
      recognisedAt: sql`now()`,
      knownUntil: isBehind
        ? before.knownUntil
        : sql`coalesce((select at from audit order by id desc limit 1), to_timestamp(0))`,
      recoveredAt: null,
      comparedAt: null,
      refundsReleasedAt: null,
      refundsReleasedBy: null,
    })
    .returning();
  await recordDecision(tx, { actor, action: 'installation.restored', to: before.id });
  return only(marked);
}

/** A person says that the disk was restored from a snapshot, which the database itself cannot know. */
export async function declareRestored(db: Database, actor: Actor): Promise<Installation> {
  return inTransaction(db, async (tx) => {
    await lockByName(tx, 'installation');
    return markRestored(tx, only(await findInstallation(tx)), actor);
  });
}

/** A person says that this database may refund by itself, once it has been compared in whole. */
export async function releaseRefunds(db: Database, actor: Actor): Promise<Installation> {
  return inTransaction(db, async (tx) => {
    const [released] = await tx
      .update(installation)
      .set({ refundsReleasedAt: sql`now()`, refundsReleasedBy: actor })
      .returning();
    await recordDecision(tx, { actor, action: 'installation.refunds_released', to: only(released).id });
    return only(released);
  });
}

/** Rows were missing here: a person has to look at this database again before it refunds by itself. */
export async function withdrawRefundRelease(tx: Queryable): Promise<void> {
  await tx.update(installation).set({ refundsReleasedAt: null, refundsReleasedBy: null });
}

/** For a copy that goes on beside its original: the payments of the original are none of its business from now on. */
export async function renewInstallation(db: Database, actor: Actor): Promise<Installation> {
  return inTransaction(db, async (tx) => {
    const [renewed] = await tx
      .update(installation)
      .set({ id: newId(), refundsReleasedAt: null, refundsReleasedBy: null })
      .returning();
    await recordDecision(tx, { actor, action: 'installation.renewed', to: only(renewed).id });
    return only(renewed);
  });
}

const newId = () => `inst_${randomBytes(12).toString('base64url')}`;

function only<Row>(row: Row | null | undefined): Row {
  if (row === null || row === undefined) throw new Error('The api has never been started on this database');
  return row;
}
