import { sql } from 'drizzle-orm';
import type { Actor } from '../audit/audit.ts';
import type { Database } from '../db/database.ts';
import { columnNames, prepared, recordJson } from '../db/prepared.ts';
import { attempts } from '../db/schema.ts';
import type { Attempt } from './queries.ts';

const FIRST = [
  'id',
  'sessionId',
  'owner',
  'key',
  'fingerprint',
  'state',
  'step',
  'automatic',
  'confirms',
  'amount',
  'agreedTotal',
  'currency',
  'customerEmail',
  'cardBrand',
  'cardLast4',
  'cardFingerprint',
  'savesCard',
  'dueAt',
] as const;

/** An attempt as it is first written; the database adds the times. */
export type FirstAttempt = Pick<Attempt, (typeof FIRST)[number]>;

const GIVEN = columnNames(attempts, FIRST);

/**
 * An attempt that nothing stands in the way of, with its session and audit row, in one statement. The session must be
 * open under its lock; a key that came before, or an attempt that is still active, meets a unique index. Then nothing is
 * written, and the transaction in `begin.ts` finds out why.
 */
const ofSession = compiled(true);
const withoutSession = compiled(false);

/** Null says only that the attempt was not begun. */
export async function beginAtOnce(
  db: Database,
  first: FirstAttempt,
  { actor, now }: { actor: Actor; now: Date },
): Promise<Attempt | null> {
  const [begun] = await (first.sessionId === null ? withoutSession : ofSession)(db, {
    attempt: recordJson(attempts, first),
    sessionId: first.sessionId,
    now,
    actor,
  });
  if (begun === undefined) return null;
  const empty = {
    paymentId: null,
    redirectUrl: null,
    declineCode: null,
    errorReason: null,
    errorFields: null,
  };
  return { ...empty, ...first, stepAt: begun.stepAt, createdAt: begun.createdAt };
}

function compiled(hasSession: boolean) {
  const value = sql.placeholder;
  const nothing = sql``;
  const session = sql`
    session as (
      select id from sessions
      where id = ${value('sessionId')} and status = 'open' and expires_at > ${value('now')}
      for no key update
    ),`;
  const changed = sql`
    changed as (
      update sessions set status = 'processing', version = version + 1
      from begun where sessions.id = begun.session_id
    ),`;
  return prepared<Pick<Attempt, 'stepAt' | 'createdAt'>, Record<string, unknown>>(
    `begin_attempt${hasSession ? '' : '_without_session'}`,
    sql`
      with ${hasSession ? session : nothing}
      begun as (
        insert into attempts (${GIVEN})
        select ${GIVEN} from jsonb_populate_record(null::attempts, ${value('attempt')}::jsonb)
        ${hasSession ? sql`where exists (select from session)` : nothing}
        on conflict do nothing
        returning id, session_id, state, step_at, created_at
      ),
      ${hasSession ? changed : nothing}
      noted as (
        insert into audit (actor, action, session_id, attempt_id, to_state)
        select ${value('actor')}::text, 'payment.creating', session_id, id, state from begun
      )
      select step_at as "stepAt", created_at as "createdAt"
        ${hasSession ? sql`, pg_notify('checkout_session', session_id)` : nothing}
      from begun`,
  );
}
