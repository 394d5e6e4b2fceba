import { randomBytes } from 'node:crypto';
import type { SessionStatus } from '@checkout/schemas/session';
import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { ACTIVE_STATES } from '../attempts/states.ts';
import { TELLING_FIRST, type TellingAttempt } from '../attempts/store.ts';
import type { Actor } from './audit.ts';
import { announceChange, announcing } from './change-feed.ts';
import type { Database, Queryable } from './database.ts';
import { isAfter, type Position } from './keyset.ts';
import { columnNames, fieldsOf, prepared, recordOf, selected } from './prepared.ts';
import { attempts, sessions } from './schema.ts';

export type SessionRow = typeof sessions.$inferSelect;

/** 192 random bits: nobody guesses one, and the id alone is the permission. */
export function newSessionId(): string {
  return `cs_${randomBytes(24).toString('base64url')}`;
}

const FIRST = [
  'id',
  'currency',
  'items',
  'subtotal',
  'customerEmail',
  'allowSavedCard',
  'metadatas',
  'successUrl',
  'cancelUrl',
  'expiresAt',
  'createdBy',
] as const;

type NewSession = Pick<SessionRow, (typeof FIRST)[number]> & { readonly createdBy: Actor };

const given = recordOf(sessions, FIRST, { json: sql`${sql.placeholder('session')}`, as: 'given' });

const inserting = prepared<never, { session: string }>(
  'insert_session',
  sql`
    with made as (
      insert into sessions (${columnNames(sessions, FIRST)}) select ${fieldsOf('given', FIRST)} from ${given}
      returning id, created_by
    )
    insert into audit (actor, action, session_id, to_state)
    select created_by, 'session.created', id, 'open' from made`,
);

/** With its audit row, in one commit. */
export async function insertSession(db: Database, row: NewSession): Promise<void> {
  await inserting(db, { session: JSON.stringify(row) });
}

const byId = prepared<SessionRow, { id: string }>(
  'find_session',
  sql`select ${selected(sessions)} from sessions where id = ${sql.placeholder('id')}`,
);

export async function findSession(db: Database, id: string): Promise<SessionRow | null> {
  const [row] = await byId(db, { id });
  return row ?? null;
}

const VIEWED = [
  'id',
  'status',
  'version',
  'currency',
  'items',
  'subtotal',
  'customerEmail',
  'allowSavedCard',
  'successUrl',
  'cancelUrl',
  'expiresAt',
] as const;

type ViewedRow = Pick<SessionRow, (typeof VIEWED)[number]> & { telling: TellingAttempt | null };

const viewedById = prepared<ViewedRow, { id: string }>(
  'find_session_and_telling',
  sql`
    select ${selected(sessions, { names: VIEWED })}, telling.telling
    from sessions left join lateral (
      select jsonb_build_object(
        'state', state, 'paymentId', payment_id, 'redirectUrl', redirect_url, 'declineCode', decline_code,
        'errorReason', error_reason, 'errorFields', error_fields
      ) as telling
      from attempts where session_id = sessions.id ${TELLING_FIRST}
    ) as telling on true
    where sessions.id = ${sql.placeholder('id')}`,
);

/** A session as its page shows it, with the attempt that the page tells about. */
export async function findSessionAndTelling(db: Database, id: string): Promise<ViewedRow | null> {
  const [row] = await viewedById(db, { id });
  return row ?? null;
}

const priceById = prepared<Pick<SessionRow, 'subtotal' | 'currency'>, { id: string }>(
  'find_session_price',
  sql`select ${selected(sessions, { names: ['subtotal', 'currency'] })} from sessions where id = ${sql.placeholder('id')}`,
);

export async function findSessionPrice(
  db: Database,
  id: string,
): Promise<Pick<SessionRow, 'subtotal' | 'currency'> | null> {
  const [row] = await priceById(db, { id });
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

/** Locks open sessions whose time is over, to the end of the transaction, but those that somebody else holds. */
export async function lockOverdueSessions(tx: Queryable, now: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.status, 'open'), lte(sessions.expiresAt, now)))
    .orderBy(asc(sessions.expiresAt))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return rows.map((row) => row.id);
}

/** Of these locked sessions those without an active attempt are over, each with its audit row, and its watchers are told. */
export async function expireUnlessActive(tx: Queryable, ids: readonly string[], actor: Actor): Promise<void> {
  await tx.execute(sql`
    with expired as (
      update sessions set status = 'expired', version = version + 1
      where id = any(${sql.param([...ids])}) and not exists (
        select from attempts where session_id = sessions.id and ${inArray(attempts.state, [...ACTIVE_STATES])}
      )
      returning id
    ), told as (
      insert into audit (actor, action, session_id, from_state, to_state)
      select ${actor}, 'session.expired', id, 'open', 'expired' from expired
    )
    select count(${announcing(sql`id`)}) from expired`);
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
