import type { SessionStatus } from '@checkout/schemas/session';
import { sql } from 'drizzle-orm';
import type { AttemptState } from '../db/attempt-states.ts';
import { dueRows } from '../db/claim.ts';
import type { Queryable } from '../db/database.ts';
import { attempts } from '../db/schema.ts';
import { prepared, selected } from '../db/statements.ts';
import { ACTIVE_STATES, isActive, OPEN_STATES, UNRESOLVED_STATES } from './states.ts';

export type AttemptRow = typeof attempts.$inferSelect;

/** Of an attempt's session, what the attempt's next transition depends on. */
export type SessionFacts = {
  readonly id: string;
  readonly status: SessionStatus;
  /** Counts up with each change: a transition is written only if the session is still at the version that it was read at. */
  readonly version: number;
  readonly paymentId: string | null;
  /** By the database's clock. */
  readonly isOverdue: boolean;
  /** Whether another attempt of the session is unresolved. */
  readonly hasOtherUnresolved: boolean;
  /** Whether another attempt of the session has charged, but not as agreed, and that charge stands. */
  readonly hasOtherStray: boolean;
};

/** An attempt with what its next transition depends on, read in one statement. */
export type Attempt = AttemptRow & {
  /** How long it has been in its state, by the database's clock. */
  readonly stepAgeMs: number;
  /** How long ago the last confirm was sent; null when none was. */
  readonly confirmAgeMs: number | null;
  /** Null for `payments.create`. */
  readonly session: SessionFacts | null;
};

/** A list for `in (…)`, of our own constants. */
export function listOf(states: readonly AttemptState[]) {
  return sql.raw(`(${states.map((state) => `'${state}'`).join(', ')})`);
}

const SELECT_ATTEMPT = sql`
  select ${selected(attempts)},
    (extract(epoch from now() - attempts.step_at) * 1000)::float8 as "stepAgeMs",
    (extract(epoch from now() - attempts.confirm_sent_at) * 1000)::float8 as "confirmAgeMs",
    (
      select jsonb_build_object(
        'id', s.id, 'status', s.status, 'version', s.version, 'paymentId', s.payment_id,
        'isOverdue', s.expires_at <= now(),
        'hasOtherUnresolved', exists (
          select from attempts as other
          where other.session_id = s.id and other.id <> attempts.id and other.state in ${listOf(UNRESOLVED_STATES)}
        ),
        'hasOtherStray', exists (
          select from attempts as other
          where other.session_id = s.id and other.id <> attempts.id and other.state = 'orphaned'
        ))
      from sessions as s where s.id = attempts.session_id
    ) as session
  from attempts`;

const byId = prepared<Attempt, { id: string }>(
  'find_attempt',
  sql`${SELECT_ATTEMPT} where attempts.id = ${sql.placeholder('id')}`,
);
const byKey = prepared<Attempt, { owner: string; key: string }>(
  'find_attempt_by_key',
  sql`${SELECT_ATTEMPT} where attempts.owner = ${sql.placeholder('owner')} and attempts.key = ${sql.placeholder('key')}`,
);
const byPayment = prepared<Attempt, { paymentId: string }>(
  'find_attempt_by_payment',
  sql`${SELECT_ATTEMPT} where attempts.payment_id = ${sql.placeholder('paymentId')}`,
);
const activeOf = prepared<Attempt, { sessionId: string }>(
  'find_active_attempt',
  sql`
    ${SELECT_ATTEMPT}
    where attempts.session_id = ${sql.placeholder('sessionId')} and attempts.state in ${listOf(ACTIVE_STATES)}`,
);

/** Of a session's attempts the current one: the one whose payment paid it, reversed or not, else the newest. */
export const CURRENT_FIRST = sql`
  order by
    coalesce(attempts.payment_id = (select paid.payment_id from sessions as paid where paid.id = attempts.session_id), false) desc,
    attempts.created_at desc
  limit 1`;

const currentOf = prepared<Attempt, { sessionId: string }>(
  'find_current_attempt',
  sql`${SELECT_ATTEMPT} where attempts.session_id = ${sql.placeholder('sessionId')} ${CURRENT_FIRST}`,
);

export async function findAttempt(db: Queryable, id: string): Promise<Attempt | null> {
  return (await byId(db, { id }))[0] ?? null;
}

/** `owner` of the idempotency key: a session's id or `service:<name>`. */
export async function findAttemptByKey(db: Queryable, owner: string, key: string): Promise<Attempt | null> {
  return (await byKey(db, { owner, key }))[0] ?? null;
}

export async function findAttemptByPayment(db: Queryable, paymentId: string): Promise<Attempt | null> {
  return (await byPayment(db, { paymentId }))[0] ?? null;
}

const besideNew = prepared<Attempt, { sessionId: string; key: string }>(
  'find_attempts_beside_new',
  sql`
    ${SELECT_ATTEMPT}
    where (attempts.owner = ${sql.placeholder('sessionId')} and attempts.key = ${sql.placeholder('key')})
      or (attempts.session_id = ${sql.placeholder('sessionId')}
        and (attempts.state in ${listOf(ACTIVE_STATES)} or attempts.state = 'orphaned'))`,
);

/**
 * Of a session, the attempt that has this key already, the attempt that is active, and whether there is a stray charge: what another
 * attempt has to consider.
 */
export async function findAttemptsBeside(
  tx: Queryable,
  { sessionId, key }: { sessionId: string; key: string },
): Promise<{ readonly known: Attempt | null; readonly active: Attempt | null; readonly hasStray: boolean }> {
  const rows = await besideNew(tx, { sessionId, key });
  return {
    known: rows.find((row) => row.key === key) ?? null,
    active: rows.find((row) => isActive(row.state)) ?? null,
    hasStray: rows.some((row) => row.state === 'orphaned'),
  };
}

/** The attempt beside which no other of the session may begin; the partial unique index allows at most one. */
export async function findActiveAttempt(db: Queryable, sessionId: string): Promise<Attempt | null> {
  return (await activeOf(db, { sessionId }))[0] ?? null;
}

export async function findCurrentAttempt(db: Queryable, sessionId: string): Promise<Attempt | null> {
  return (await currentOf(db, { sessionId }))[0] ?? null;
}

/** The columns of an attempt that its outcome follows from. */
export type AttemptOutcome = Pick<
  AttemptRow,
  | 'state'
  | 'paymentId'
  | 'redirectUrl'
  | 'declineCode'
  | 'errorReason'
  | 'errorFields'
  | 'cardBrand'
  | 'cardLast4'
  | 'businessName'
  | 'taxId'
>;

/** Bounds of the pause before an unresolved attempt is due again: it grows with the time in its state. */
const SHORTEST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** While the shopper has to act, here or at the issuer's page, or the service. */
const LONGEST_WAIT_PAUSE_MS = 3_600_000;

const claiming = prepared<{ id: string }, { limit: number; pauseMs: number }>(
  'claim_due_attempts',
  sql`
    with ${dueRows({ table: sql`attempts`, key: sql`id`, where: sql`state in ${listOf(OPEN_STATES)}` })}
    update attempts set due_at = now() + interval '1 millisecond' * greatest(
      case when state in ('create_unknown', 'confirm_unknown')
        then least(${sql.raw(String(SHORTEST_PAUSE_MS))}, ${sql.placeholder('pauseMs')}::int)
        else ${sql.placeholder('pauseMs')}::int end,
      least(
        extract(epoch from now() - step_at) * 1000 / 4,
        case when state in ('requires_action', 'awaiting_confirmation', 'awaiting_agreement')
          then ${sql.raw(String(LONGEST_WAIT_PAUSE_MS))} else ${sql.raw(String(LONGEST_PAUSE_MS))} end
      ))
    from due where attempts.id = due.id
    returning attempts.id`,
);

/**
 * Claims active attempts that are due, the longest due first: each is due again later, after a quarter of the time that it
 * has been in its state (within bounds), even if the caller is killed. Several nodes share the work without waiting.
 */
export async function claimDueAttempts(
  db: Queryable,
  { limit, pauseMs }: { limit: number; pauseMs: number },
): Promise<string[]> {
  return (await claiming(db, { limit, pauseMs })).map(({ id }) => id);
}

const savedCardOf = prepared<{ brand: string | null; last4: string | null }, { customerEmail: string }>(
  'find_saved_card_hint',
  sql`
    select card_brand as brand, card_last4 as last4 from attempts
    where customer_email = ${sql.placeholder('customerEmail')} and saves_card and state = 'succeeded'
    order by created_at desc limit 1`,
);

/** Brand and last four digits of the customer's last card that was saved here; null when there is none. */
export async function findSavedCardHint(
  db: Queryable,
  customerEmail: string,
): Promise<{ brand: string | null; last4: string } | null> {
  const [row] = await savedCardOf(db, { customerEmail });
  return row === undefined || row.last4 === null ? null : { brand: row.brand, last4: row.last4 };
}
