import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../db/database.ts';
import { prepared, selected } from '../db/prepared.ts';
import { attempts } from '../db/schema.ts';
import { ACTIVE_STATES, UNRESOLVED_STATES } from './states.ts';

export type Attempt = typeof attempts.$inferSelect;
export type NewAttempt = typeof attempts.$inferInsert;

export async function insertAttempt(tx: Queryable, row: NewAttempt): Promise<Attempt> {
  const [inserted] = await tx.insert(attempts).values(row).returning();
  if (inserted === undefined) throw new Error('INSERT … RETURNING returned nothing');
  return inserted;
}

const byId = prepared<Attempt, { id: string }>(
  'find_attempt',
  sql`select ${selected(attempts)} from attempts where id = ${sql.placeholder('id')}`,
);

export async function findAttempt(db: Database, id: string): Promise<Attempt | null> {
  const [row] = await byId(db, { id });
  return row ?? null;
}

export async function findAttemptByKey(db: Queryable, owner: string, key: string): Promise<Attempt | null> {
  const [row] = await db
    .select()
    .from(attempts)
    .where(and(eq(attempts.owner, owner), eq(attempts.key, key)));
  return row ?? null;
}

export async function findAttemptByPayment(db: Queryable, paymentId: string): Promise<Attempt | null> {
  const [row] = await db.select().from(attempts).where(eq(attempts.paymentId, paymentId));
  return row ?? null;
}

/** The attempt that stands in the way of another; the partial unique index allows at most one. */
export async function findActiveAttempt(db: Queryable, sessionId: string): Promise<Attempt | null> {
  const [row] = await db
    .select()
    .from(attempts)
    .where(and(eq(attempts.sessionId, sessionId), inArray(attempts.state, [...ACTIVE_STATES])));
  return row ?? null;
}

export async function hasUnresolvedAttempt(db: Queryable, sessionId: string): Promise<boolean> {
  const rows = await db
    .select({ id: attempts.id })
    .from(attempts)
    .where(and(eq(attempts.sessionId, sessionId), inArray(attempts.state, [...UNRESOLVED_STATES])))
    .limit(1);
  return rows.length > 0;
}

/** As much of an attempt as its outcome follows from. */
export type TellingAttempt = Pick<
  Attempt,
  'state' | 'paymentId' | 'redirectUrl' | 'declineCode' | 'errorReason' | 'errorFields'
>;

/** Of a session's attempts, the one that its page tells about: the winner if there is one, else the newest. */
export const TELLING_FIRST = sql`order by (state = 'succeeded') desc, created_at desc limit 1`;

const tellingOf = prepared<Attempt, { sessionId: string }>(
  'find_telling_attempt',
  sql`
    select ${selected(attempts)} from attempts
    where session_id = ${sql.placeholder('sessionId')} ${TELLING_FIRST}`,
);

export async function findTellingAttempt(db: Database, sessionId: string): Promise<Attempt | null> {
  const [row] = await tellingOf(db, { sessionId });
  return row ?? null;
}

/** An outcome that somebody waits for is looked at again at the latest after this, a shopper at the bank after an hour. */
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_AT_BANK_MS = 3_600_000;

/**
 * Takes active attempts that are due, the longest due first, for this caller alone: each is due again later, after a
 * quarter of its age (within bounds), whatever becomes of the caller. Several nodes share the work without waiting.
 */
export async function claimDueAttempts(
  db: Queryable,
  { limit, pauseMs }: { limit: number; pauseMs: number },
): Promise<Attempt[]> {
  const due = db
    .select({ id: attempts.id })
    .from(attempts)
    .where(and(inArray(attempts.state, [...ACTIVE_STATES]), lte(attempts.dueAt, sql`now()`)))
    .orderBy(asc(attempts.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  const longest = sql`case ${attempts.state} when 'requires_action' then ${LONGEST_PAUSE_AT_BANK_MS}::int else ${LONGEST_PAUSE_MS}::int end`;
  const age = sql`extract(epoch from now() - ${attempts.stepAt}) * 1000`;
  return db
    .update(attempts)
    .set({
      dueAt: sql`now() + greatest(${pauseMs}::int, least(${age} / 4, ${longest})) * interval '1 millisecond'`,
    })
    .where(inArray(attempts.id, due))
    .returning();
}

/** Looked at without news: not again before `dueAt`. No transition, so the step stays. */
export async function postponeAttempt(db: Queryable, id: string, dueAt: Date): Promise<void> {
  await db.update(attempts).set({ dueAt }).where(eq(attempts.id, id));
}

/** What we know of the customer's last saved card, from a payment made here; null when it was saved elsewhere. */
export async function findSavedCardHint(
  db: Queryable,
  customerEmail: string,
): Promise<{ brand: string | null; last4: string } | null> {
  const [row] = await db
    .select({ brand: attempts.cardBrand, last4: attempts.cardLast4 })
    .from(attempts)
    .where(
      and(
        eq(attempts.customerEmail, customerEmail),
        eq(attempts.savesCard, true),
        eq(attempts.state, 'succeeded'),
      ),
    )
    .orderBy(desc(attempts.createdAt))
    .limit(1);
  return row === undefined || row.last4 === null ? null : { brand: row.brand, last4: row.last4 };
}

/**
 * Moves an attempt on, if it still stands at the step that the caller saw; null when somebody else was first.
 * Only `journal.ts` calls this: it checks the transition, the session and writes the audit row beside it.
 */
export async function moveAttempt(
  tx: Queryable,
  seen: Attempt,
  { changes, dueAfterMs }: { changes: Partial<NewAttempt>; dueAfterMs: number },
): Promise<Attempt | null> {
  const [row] = await tx
    .update(attempts)
    .set({
      ...changes,
      step: seen.step + 1,
      stepAt: sql`now()`,
      dueAt: sql`now() + ${dueAfterMs}::int * interval '1 millisecond'`,
    })
    .where(and(eq(attempts.id, seen.id), eq(attempts.step, seen.step)))
    .returning();
  return row ?? null;
}
