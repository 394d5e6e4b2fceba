import { randomBytes } from 'node:crypto';
import type { SessionStatus } from '@checkout/schemas/session';
import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type Actor, insertingAudit } from './audit.ts';
import { announceChange } from './change-feed.ts';
import type { Queryable } from './database.ts';
import { isAfter, type Position } from './keyset.ts';
import { sessions } from './schema.ts';
import { columnNames, fieldsOf, prepared, recordOf, selected } from './statements.ts';

export type SessionRow = typeof sessions.$inferSelect;

/** A session, and whether its time is over by the database's clock. */
export type Session = SessionRow & { readonly isOverdue: boolean };

export const isOverdue = sql<boolean>`${sessions.expiresAt} <= now()`;

/** 192 random bits: the id alone is the permission, so it must not be guessable. */
export function newSessionId(): string {
  return `cs_${randomBytes(24).toString('base64url')}`;
}

const FIRST = [
  'id',
  'currency',
  'items',
  'subtotal',
  'pricingMode',
  'customerEmail',
  'allowSavedCard',
  'metadatas',
  'successUrl',
  'cancelUrl',
  'locale',
  'appearance',
  'links',
  'customer',
  'createdBy',
  'idempotencyKey',
  'inputFingerprint',
  'traceParent',
] as const;

type First = Pick<SessionRow, (typeof FIRST)[number]>;
type Optional =
  | 'idempotencyKey'
  | 'inputFingerprint'
  | 'traceParent'
  | 'locale'
  | 'appearance'
  | 'links'
  | 'customer';
export type NewSession = Omit<First, Optional> &
  Partial<Pick<First, Optional>> & { readonly createdBy: Actor };

const given = recordOf(sessions, FIRST, { json: sql`${sql.placeholder('session')}`, as: 'given' });

const insertingSession = prepared<{ id: string }, { session: string; minutes: number }>(
  'insert_session',
  sql`
    with made as (
      insert into sessions (${columnNames(sessions, FIRST)}, expires_at)
      select ${fieldsOf('given', FIRST)}, now() + ${sql.placeholder('minutes')}::int * interval '1 minute' from ${given}
      on conflict (created_by, idempotency_key) where idempotency_key is not null do nothing
      returning id, created_by
    ),
    noted as (
      ${insertingAudit(sql`select created_by, 'session.created', id, null, null, null, 'open' from made`)}
    )
    select id from made`,
);

/**
 * With its audit row, in one commit. It expires `minutes` from now.
 * @returns false where its creator has used its key before: then nothing is written, and the earlier session is committed.
 */
export async function insertSession(db: Queryable, row: NewSession, minutes: number): Promise<boolean> {
  return (await insertingSession(db, { session: JSON.stringify(row), minutes })).length > 0;
}

const byKey = prepared<Pick<SessionRow, 'id' | 'inputFingerprint'>, { createdBy: string; key: string }>(
  'find_session_by_key',
  sql`
    select ${selected(sessions, { names: ['id', 'inputFingerprint'] })} from sessions
    where created_by = ${sql.placeholder('createdBy')} and idempotency_key = ${sql.placeholder('key')}`,
);

export async function findSessionByKey(
  db: Queryable,
  of: { createdBy: Actor; key: string },
): Promise<Pick<SessionRow, 'id' | 'inputFingerprint'> | null> {
  return (await byKey(db, of))[0] ?? null;
}

const byId = prepared<Session, { id: string }>(
  'find_session',
  sql`
    select ${selected(sessions)}, ${isOverdue} as "isOverdue" from sessions where id = ${sql.placeholder('id')}`,
);
const lockingById = prepared<Session, { id: string }>(
  'lock_session',
  sql`
    select ${selected(sessions)}, ${isOverdue} as "isOverdue" from sessions where id = ${sql.placeholder('id')}
    for no key update`,
);

export async function findSession(db: Queryable, id: string): Promise<Session | null> {
  return (await byId(db, { id }))[0] ?? null;
}

/**
 * Locks the session to the end of the transaction. Not FOR UPDATE, which would also lock out the foreign keys of a payment
 * that is saved meanwhile, and deadlock with it.
 */
export async function lockSession(tx: Queryable, id: string): Promise<Session | null> {
  return (await lockingById(tx, { id }))[0] ?? null;
}

const traceOf = prepared<Pick<SessionRow, 'traceParent'>, { id: string }>(
  'find_trace_of_session',
  sql`select ${selected(sessions, { names: ['traceParent'] })} from sessions where id = ${sql.placeholder('id')}`,
);

/** The `traceparent` that was kept with a session; null when there is none. */
export async function findTraceParent(db: Queryable, id: string): Promise<string | null> {
  return (await traceOf(db, { id }))[0]?.traceParent ?? null;
}

/** The version of each of these sessions; unknown ones are left out. */
export async function findVersions(db: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: sessions.id, version: sessions.version })
    .from(sessions)
    .where(sql`${sessions.id} = any(${sql.param([...ids])})`);
  return new Map(rows.map(({ id, version }) => [id, version]));
}

type SessionChanges = Partial<Pick<SessionRow, 'status' | 'paymentId'>> & { readonly expiresAt?: SQL };

/** Changes a session, or something else that its page shows: counts its version up, and wakes its watchers at commit. */
export async function changeSession(tx: Queryable, id: string, changes: SessionChanges = {}): Promise<void> {
  await tx
    .update(sessions)
    .set({ ...changes, version: sql`${sessions.version} + 1` })
    .where(eq(sessions.id, id));
  await announceChange(tx, id);
}

/** Ends a session that the transaction has locked. */
export async function endSession(tx: Queryable, id: string): Promise<void> {
  await changeSession(tx, id, { status: 'expired', expiresAt: sql`now()` });
}

/** As in the index `sessions_unacknowledged`. */
export const isUnacknowledged = sql`status = 'complete' and acknowledged_at is null and completed_at is not null`;

/** Newest first, by keyset. */
export async function listSessions(
  db: Queryable,
  page: {
    limit: number;
    after: Position | null;
    status?: SessionStatus | undefined;
    /** Null: of all. */
    createdBy: Actor | null;
    /** Only those that are paid and not acknowledged. */
    unacknowledged: boolean;
  },
): Promise<Session[]> {
  const ofStatus = page.status === undefined ? undefined : eq(sessions.status, page.status);
  const ofCreator = page.createdBy === null ? undefined : eq(sessions.createdBy, page.createdBy);
  return db
    .select({ ...getTableColumns(sessions), isOverdue })
    .from(sessions)
    .where(
      and(
        ofStatus,
        ofCreator,
        page.unacknowledged ? isUnacknowledged : undefined,
        isAfter(sessions, page.after),
      ),
    )
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(page.limit);
}
