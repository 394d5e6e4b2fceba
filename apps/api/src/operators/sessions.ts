import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { operatorSessions } from '../db/schema.ts';
import { prepared } from '../db/statements.ts';
import { hashOf, newSecretToken } from './secret-token.ts';
import type { SignedIn } from './signed-in.ts';

/** A session ends this long after a person's last action, and this long after the sign-in, by the database's clock. */
export const IDLE_MINUTES = 30;
const LONGEST_HOURS = 12;

/** Wakes what waits for a change of people or their sessions, on every node. */
export const SESSIONS_KEY = 'operators';

const idle = sql.raw(`interval '${IDLE_MINUTES} minutes'`);
const longest = sql.raw(`interval '${LONGEST_HOURS} hours'`);

/** Returns the token that the cookie holds. */
export async function startSession(db: Queryable, operatorId: string): Promise<string> {
  const { token, hash } = newSecretToken();
  await db.insert(operatorSessions).values({ hash, operatorId, endsAt: sql`now() + ${longest}` });
  return token;
}

type Row = {
  readonly operatorId: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: SignedIn['operator']['role'];
  readonly signedInAt: Date;
  readonly endsAt: Date;
};

/** A person's action is written down once a minute. */
const finding = prepared<Row, { hash: string; isAction: boolean }>(
  'find_operator_session',
  sql`
    with found as (
      select session.hash, operator.id as "operatorId", operator.name, operator.email, operator.role,
        session.created_at as "signedInAt", session.ends_at as "endsAt", session.seen_at
      from operator_sessions as session join operators as operator on operator.id = session.operator_id
      where session.hash = ${sql.placeholder('hash')} and session.ends_at > now() and session.seen_at > now() - ${idle}
        and operator.blocked_at is null
    ),
    touched as (
      update operator_sessions set seen_at = now() from found
      where ${sql.placeholder('isAction')}::bool and operator_sessions.hash = found.hash and found.seen_at < now() - interval '1 minute'
    )
    select "operatorId", name, email, role, "signedInAt", "endsAt" from found`,
);

/**
 * Null for a session that has ended, was ended, or never was.
 *
 * @param isAction a person has done something, so that the session is not idle. What a page reads by itself is none: an open tab would
 *   otherwise keep its session until the longest time.
 */
export async function findSession(db: Queryable, token: string, isAction: boolean): Promise<SignedIn | null> {
  const hash = hashOf(token);
  const [row] = await finding(db, { hash, isAction });
  if (row === undefined) return null;
  const { signedInAt, endsAt, ...operator } = row;
  return { operator, sessionHash: hash, signedInAt, endsAt };
}

const lasting = prepared<{ lasts: boolean }, { hash: string }>(
  'does_operator_session_last',
  sql`
    select exists (
      select from operator_sessions join operators on operators.id = operator_id
      where hash = ${sql.placeholder('hash')} and ends_at > now() and blocked_at is null
    ) as lasts`,
);

/** Whether what a person watches may go on. Watching is no activity, and ends no session by being idle. */
export async function lasts(db: Queryable, { sessionHash }: SignedIn): Promise<boolean> {
  return (await lasting(db, { hash: sessionHash }))[0]?.lasts === true;
}

/** Ends one session, or all of a person; what they watch ends with it. */
export async function endSessions(
  tx: Queryable,
  which: { readonly hash: string } | { readonly operatorId: string },
): Promise<void> {
  const where =
    'hash' in which
      ? eq(operatorSessions.hash, which.hash)
      : eq(operatorSessions.operatorId, which.operatorId);
  await tx.delete(operatorSessions).where(where);
  await tx.execute(sql`select pg_notify('checkout_session', ${SESSIONS_KEY})`);
}

/** Of sessions and sign-ins that are over. */
export async function deleteEnded(db: Queryable): Promise<void> {
  await db.execute(
    sql`delete from operator_sessions where ends_at < now() - interval '1 day' or seen_at < now() - interval '1 day'`,
  );
  await db.execute(sql`delete from sign_ins where ends_at < now() - interval '1 hour'`);
}
