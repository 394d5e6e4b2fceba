import { sql } from 'drizzle-orm';
import type { AttemptState } from '../db/attempt-states.ts';
import { type Actor, insertingAudit } from '../db/audit.ts';
import { announcing } from '../db/change-feed.ts';
import type { Database, Queryable } from '../db/database.ts';
import { type PaymentSnapshot, paymentRecord, savingPayment } from '../db/payments.ts';
import { prepared } from '../db/statements.ts';
import type { PaymentSteps } from '../telemetry/payment-steps.ts';
import { type AttemptChanges, planTransition, type TransitionPlan } from './plan-transition.ts';
import { type Attempt, findAttempt } from './store.ts';

export type Transition = {
  readonly to: AttemptState;
  readonly actor: Actor;
  /** As the audit trail names it, for example `payment.created`. */
  readonly action: string;
  readonly changes?: AttemptChanges;
  /** What was read from Inflow, to be kept in the same commit. */
  readonly read?: PaymentSnapshot | undefined;
  /** When the attempt is due for the job of due attempts, if nothing moves it before; by default after `reconcileAfterMs`. */
  readonly dueAfterMs?: number;
};

export type TransitionDeps = {
  readonly db: Database;
  readonly steps: PaymentSteps;
  readonly settings: { readonly reconcileAfterMs: number };
};

/** Each failed try means that another transition of the session has been committed meanwhile. */
const MAX_TRIES = 20;

/**
 * The one place where an attempt moves: attempt, session, payment and audit row in one statement and one commit. The rule is
 * `planTransition`; the statement writes its plan only if attempt and session still stand as the rule saw them. Where only
 * the session has changed, the rule is asked again.
 *
 * @returns the moved attempt, or null when the attempt has been moved by another caller, or must not be moved any more.
 */
export async function transition(
  deps: TransitionDeps,
  seen: Attempt,
  target: Transition,
): Promise<Attempt | null> {
  const moved = await commitTransition(deps, seen, target);
  if (moved !== null) deps.steps.moved(seen, moved, target);
  return moved;
}

async function commitTransition(
  { db, settings }: Omit<TransitionDeps, 'steps'>,
  seen: Attempt,
  target: Transition,
): Promise<Attempt | null> {
  let current = seen;
  for (let count = 0; count < MAX_TRIES; count += 1) {
    const moved = await tryTransition(db, current, { dueAfterMs: settings.reconcileAfterMs, ...target });
    if (moved !== 'stale') return moved;
    const now = await findAttempt(db, seen.id);
    if (now === null || now.step !== seen.step) return null;
    current = now;
  }
  throw new Error('A transition was overtaken too often');
}

/** As `transition`, in a transaction that holds the session's lock and has read the attempt under it. The caller tells `steps` of it after the commit. */
export async function transitionIn(
  tx: Queryable,
  seen: Attempt,
  target: Transition & { readonly dueAfterMs: number },
): Promise<Attempt | null> {
  const moved = await tryTransition(tx, seen, target);
  if (moved === 'stale') throw new Error('The attempt was not read under the lock of its session');
  return moved;
}

async function tryTransition(
  db: Queryable,
  seen: Attempt,
  target: Transition & { readonly dueAfterMs: number },
): Promise<Attempt | 'stale' | null> {
  const { changes, read } = target;
  const plan = planTransition(seen, { to: target.to, changes, readPaymentId: read?.payment.id });
  if (plan === null) return null;
  const after = {
    state: plan.to,
    paymentId: seen.paymentId,
    agreedTotal: seen.agreedTotal,
    redirectUrl: seen.redirectUrl,
    declineCode: seen.declineCode,
    errorReason: seen.errorReason,
    errorFields: seen.errorFields,
    confirmLost: seen.confirmLost,
    ...changes,
  };
  const [written] = await writing(db, {
    ...after,
    errorFields: after.errorFields === null ? null : JSON.stringify(after.errorFields),
    id: seen.id,
    step: seen.step,
    dueAfterMs: target.dueAfterMs,
    sessionId: seen.sessionId,
    version: seen.session?.version ?? null,
    seenStatus: seen.session?.status ?? null,
    seenPaymentId: seen.session?.paymentId ?? null,
    sessionStatus: plan.session?.status ?? null,
    sessionPaymentId: plan.session?.paymentId ?? null,
    openForMs: plan.session?.openForMs ?? 0,
    announced: plan.session?.announced ?? false,
    payment: read === undefined ? null : recordOf(seen, plan, read),
    actor: target.actor,
    action: target.action,
    from: seen.state,
  });
  if (written === undefined) return 'stale';
  const { stepAt, dueAt, confirmsSent, confirmSentAt, version } = written;
  return {
    ...seen,
    ...after,
    step: seen.step + 1,
    stepAt,
    dueAt,
    stepAgeMs: 0,
    confirmsSent,
    confirmSentAt,
    confirmAgeMs: confirmsSent > seen.confirmsSent ? 0 : seen.confirmAgeMs,
    session: sessionAfter(seen, plan, version),
  };
}

function recordOf(seen: Attempt, plan: TransitionPlan, read: PaymentSnapshot): string {
  return paymentRecord(read, {
    attemptId: seen.id,
    sessionId: seen.sessionId,
    orphan: plan.to === 'orphaned' || (seen.state === 'orphaned' && plan.to === 'reversed'),
  });
}

function sessionAfter(
  { session }: Attempt,
  plan: TransitionPlan,
  version: number | null,
): Attempt['session'] {
  if (session === null || plan.session === null || version === null) return session;
  const { status, paymentId, openForMs } = plan.session;
  return { ...session, status, paymentId, version, isOverdue: session.isOverdue && openForMs === 0 };
}

const value = sql.placeholder;

type Written = Pick<Attempt, 'stepAt' | 'dueAt' | 'confirmsSent' | 'confirmSentAt'> & {
  readonly version: number | null;
};

/**
 * After waiting for a lock, a statement re-reads the row that it waited for, and no other (PostgreSQL, "Read
 * Committed"). So the session's version is compared under its lock: every transition of any of its attempts counts it up. Status and
 * payment are compared as well, in case a person changes them by hand and leaves the version.
 * Not FOR UPDATE, which would also lock out the foreign keys of a payment that is saved meanwhile, and deadlock with it.
 */
const writing = prepared<Written, Record<string, unknown>>(
  'transition_attempt',
  sql`
    with session as (
      select id from sessions
      where id = ${value('sessionId')}::text and version = ${value('version')}::int
        and status = ${value('seenStatus')}::text and payment_id is not distinct from ${value('seenPaymentId')}::text
      for no key update
    ),
    moved as (
      update attempts set
        state = ${value('state')}::text, step = step + 1, step_at = now(),
        due_at = now() + ${value('dueAfterMs')}::int * interval '1 millisecond',
        payment_id = ${value('paymentId')}::text, agreed_total = ${value('agreedTotal')}::int, redirect_url = ${value('redirectUrl')}::text,
        decline_code = ${value('declineCode')}::text, error_reason = ${value('errorReason')}::text,
        error_fields = ${value('errorFields')}::jsonb, confirm_lost = ${value('confirmLost')}::bool,
        confirms_sent = confirms_sent + (${value('state')}::text = 'confirming')::int,
        confirm_sent_at = case when ${value('state')}::text = 'confirming' then now() else confirm_sent_at end
      where id = ${value('id')}::uuid and step = ${value('step')}::int
        and (session_id is null or session_id in (select id from session))
      returning id, session_id, payment_id, step_at, due_at, confirms_sent, confirm_sent_at
    ),
    changed as (
      update sessions set
        status = ${value('sessionStatus')}::text, payment_id = ${value('sessionPaymentId')}::text,
        expires_at = case when ${value('openForMs')}::int = 0 then expires_at
          else greatest(expires_at, now() + ${value('openForMs')}::int * interval '1 millisecond') end,
        version = version + 1
      from moved where sessions.id = moved.session_id
      returning sessions.id, sessions.version
    ),
    kept as (${savingPayment(sql`${value('payment')}`, { from: sql`moved`, setsOrphan: true })}),
    noted as (${insertingAudit(sql`
      select
        ${value('actor')}::text, ${value('action')}::text, session_id, id, payment_id,
        ${value('from')}::text, ${value('state')}::text
      from moved`)})
    select step_at as "stepAt", due_at as "dueAt", confirms_sent as "confirmsSent", confirm_sent_at as "confirmSentAt",
      (select version from changed) as version,
      (select ${announcing(sql`id`)} from changed where ${value('announced')}::bool)
    from moved`,
);
