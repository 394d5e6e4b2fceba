import { randomBytes } from 'node:crypto';
import type { SessionStatus } from '@checkout/schemas/session';
import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { isAfter, type Position } from '../cursor.ts';
import type { Queryable } from '../db/database.ts';
import { sessions } from '../db/schema.ts';
import { announceChange } from '../watch/change-feed.ts';

export type SessionRow = typeof sessions.$inferSelect;

/** 192 random bits: nobody guesses one, and the id alone is the permission. */
export function newSessionId(): string {
  return `cs_${randomBytes(24).toString('base64url')}`;
}

export async function insertSession(tx: Queryable, row: typeof sessions.$inferInsert): Promise<void> {
  await tx.insert(sessions).values(row);
}

export async function findSession(db: Queryable, id: string): Promise<SessionRow | null> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id));
  return row ?? null;
}

/** At which version each of these sessions stands; those that are not there are left out. */
export async function findVersions(db: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: sessions.id, version: sessions.version })
    .from(sessions)
    .where(sql`${sessions.id} = any(${sql.param([...ids])})`);
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/**
 * Locks the session to the end of the transaction: every decision about its attempts is made under this lock. Not FOR
 * UPDATE, which would also lock out the foreign keys of a payment that is saved meanwhile, and deadlock with it.
 */
export async function lockSession(tx: Queryable, id: string): Promise<SessionRow | null> {
  const [row] = await tx.select().from(sessions).where(eq(sessions.id, id)).for('no key update');
  return row ?? null;
}

/** Changes a session that the transaction has locked, counts its version up and wakes its watchers at commit. */
export async function changeSession(
  tx: Queryable,
  id: string,
  changes: { status?: SessionStatus; paymentId?: string; expiresAt?: Date } = {},
): Promise<void> {
  await tx
    .update(sessions)
    .set({ ...changes, version: sql`${sessions.version} + 1` })
    .where(eq(sessions.id, id));
  await announceChange(tx, id);
}

export async function findOverdueSessions(db: Queryable, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.status, 'open'), lte(sessions.expiresAt, now)))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Newest first, by keyset. */
export async function listSessions(
  db: Queryable,
  page: { limit: number; after: Position | null; status?: SessionStatus | undefined },
): Promise<SessionRow[]> {
  const ofStatus = page.status === undefined ? undefined : eq(sessions.status, page.status);
  return db
    .select()
    .from(sessions)
    .where(and(ofStatus, isAfter(sessions, page.after)))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(page.limit);
}
