import { type SQL, sql } from 'drizzle-orm';
import { announcing } from '../db/change-feed.ts';
import type { Database } from '../db/database.ts';
import { paymentRecord, savingPayment } from '../db/payments.ts';
import { prepared } from '../db/prepared.ts';
import { type AttemptState, mayFollow } from './states.ts';
import type { Attempt } from './store.ts';
import type { Step } from './transition.ts';

/**
 * The steps of the good way, each as one statement: one round trip and one commit instead of seven. Whether one is
 * allowed follows from the attempt's row and, under its lock, the session's, and from nothing else: PostgreSQL looks at
 * both again after waiting for the lock, but at no other row. A statement that finds anything out of the ordinary
 * changes nothing, and the transaction in `journal.ts` decides.
 */
type Shape = {
  readonly to: AttemptState;
  /** Beside the step itself, under the session's lock. */
  readonly allowed: SQL;
  readonly saves: boolean;
  /** What becomes of the session; null where it stays as it is, for it is `processing` as long as nothing is known. */
  readonly session: SQL | null;
};

const value = sql.placeholder;

const SHAPES: readonly Shape[] = [
  { to: 'created', allowed: sql`true`, saves: false, session: null },
  {
    to: 'confirming',
    allowed: sql`session.status <> 'complete'`,
    saves: true,
    session: sql`set status = 'processing', version = version + 1 from moved where status <> 'processing' and`,
  },
  {
    to: 'succeeded',
    allowed: sql`(session.payment_id is null or session.payment_id = ${value('paymentId')})`,
    saves: true,
    session: sql`
      set status = 'complete', payment_id = moved.payment_id, version = version + 1 from moved where`,
  },
];

type Moved = Pick<Attempt, 'stepAt'>;

const STATEMENTS = new Map(
  SHAPES.map((shape) => [
    shape.to,
    { ...shape, ofSession: compiled(shape, true), withoutSession: compiled(shape, false) },
  ]),
);

/**
 * Moves an attempt on if it stands where the caller saw it and nothing is out of the ordinary. Null says only that it
 * was not moved.
 */
export async function advanceAtOnce(
  db: Database,
  seen: Attempt,
  step: Step & { readonly dueAfterMs: number },
): Promise<Attempt | null> {
  const statement = STATEMENTS.get(step.to);
  if (statement === undefined || !isOrdinary(seen, step, statement)) return null;
  const paymentId = step.changes?.paymentId ?? seen.paymentId;
  const about = { attemptId: seen.id, sessionId: seen.sessionId, orphan: false };
  const [moved] = await (seen.sessionId === null ? statement.withoutSession : statement.ofSession)(db, {
    id: seen.id,
    sessionId: seen.sessionId,
    step: seen.step,
    from: seen.state,
    to: step.to,
    paymentId,
    dueAfterMs: step.dueAfterMs,
    actor: step.actor,
    action: step.action,
    payment: step.read && paymentRecord(step.read.payment, { ...about, readAt: step.read.at }),
  });
  if (moved === undefined) return null;
  const { stepAt } = moved;
  const dueAt = new Date(stepAt.getTime() + step.dueAfterMs);
  return { ...seen, state: step.to, stepAt, dueAt, step: seen.step + 1, paymentId };
}

function isOrdinary(seen: Attempt, step: Step, { saves }: Shape): boolean {
  const knows = Object.keys(step.changes ?? {}).every((name) => name === 'paymentId');
  const reads = (step.read !== undefined) === saves;
  return knows && reads && step.settleAfterMs === undefined && mayFollow(seen.state, step.to);
}

function compiled({ to, allowed, saves, session }: Shape, hasSession: boolean) {
  const changes = hasSession && session !== null;
  const locked = sql`
    session as (
      select id, status, payment_id from sessions where id = ${value('sessionId')} for no key update
    ),`;
  const kept = sql`
    , kept as (${savingPayment(sql`${value('payment')}`, sql`moved`, { setsOrphan: true })})`;
  const changed = sql`
    , changed as (update sessions ${session} sessions.id = moved.session_id returning sessions.id)`;
  const nothing = sql``;
  return prepared<Moved, Record<string, unknown>>(
    `advance_to_${to}${hasSession ? '' : '_without_session'}`,
    sql`
      with ${hasSession ? locked : nothing}
      moved as (
        update attempts set
          state = ${value('to')}, step = step + 1, step_at = now(),
          due_at = now() + ${value('dueAfterMs')}::int * interval '1 millisecond',
          payment_id = ${value('paymentId')}
        ${hasSession ? sql`from session` : nothing}
        where attempts.id = ${value('id')} and attempts.step = ${value('step')}
          ${hasSession ? sql`and ${allowed}` : nothing}
        returning attempts.id, attempts.session_id, attempts.payment_id, attempts.step_at
      )
      ${saves ? kept : nothing}
      ${changes ? changed : nothing}
      , noted as (
        insert into audit (actor, action, session_id, attempt_id, payment_id, from_state, to_state)
        select
          ${value('actor')}::text, ${value('action')}::text, session_id, id, payment_id,
          ${value('from')}::text, ${value('to')}::text
        from moved
      )
      select step_at as "stepAt"
        ${changes ? sql`, (select ${announcing(sql`id`)} from changed)` : nothing}
      from moved`,
  );
}
