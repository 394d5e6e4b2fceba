import type { Payment } from '@checkout/inflow/wire';
import type { SessionStatus } from '@checkout/schemas/session';
import { type Actor, recordDecision } from '../db/audit.ts';
import type { Database, Queryable } from '../db/database.ts';
import { savePayment } from '../db/payments.ts';
import { changeSession, lockSession, type SessionRow } from '../db/sessions.ts';
import { advanceAtOnce } from './advance-at-once.ts';
import { settleSoon } from './settle-job.ts';
import { type AttemptState, isUnresolved, mayFollow } from './states.ts';
import { type Attempt, hasUnresolvedAttempt, moveAttempt, type NewAttempt } from './store.ts';

export type Step = {
  readonly to: AttemptState;
  readonly actor: Actor;
  /** In the audit trail's own words, for example `payment.created`. */
  readonly action: string;
  readonly changes?: Partial<NewAttempt>;
  /** What was read from Inflow, to be kept in the same commit. */
  readonly read?: Read | undefined;
  /** Asks for a job that settles the attempt, this many milliseconds from now, in the same commit. */
  readonly settleAfterMs?: number;
};

/** A payment as Inflow answered it, and when the question was asked. */
export type Read = { readonly payment: Payment; readonly at: Date };

/** Where attempts are journalled, and how long one may stand still before the reconciler looks. */
export type Journal = { readonly db: Database; readonly settings: { readonly reconcileAfterMs: number } };

/** How long a shopper at the bank may take, at least, however soon the session would expire. */
const ACTION_GRACE_MS = 15 * 60_000;

/**
 * The one place where an attempt moves: transition, session, payment and audit row in one commit. Answers the
 * moved attempt, or null when it no longer stands where the caller saw it (somebody else decided first) or when
 * its session has been paid by another meanwhile, so that nothing more may be announced.
 */
export async function advance(journal: Journal, seen: Attempt, step: Step): Promise<Attempt | null> {
  const timed = { ...step, dueAfterMs: journal.settings.reconcileAfterMs };
  const moved = await advanceAtOnce(journal.db, seen, timed);
  return moved ?? journal.db.transaction((tx) => advanceIn(tx, seen, timed));
}

/** As `advance`, in a transaction of the caller's. */
export async function advanceIn(
  tx: Queryable,
  seen: Attempt,
  step: Step & { readonly dueAfterMs: number },
): Promise<Attempt | null> {
  const session = seen.sessionId === null ? null : await lockSession(tx, seen.sessionId);
  if (step.to === 'confirming' && session !== null && session.status === 'complete') return null;

  const to = step.to === 'succeeded' && isPaidByAnother(session, seen, step) ? 'orphaned' : step.to;
  if (!mayFollow(seen.state, to)) throw new Error(`An attempt cannot go from ${seen.state} to ${to}`);

  const moved = await moveAttempt(tx, seen, {
    changes: { ...step.changes, state: to },
    dueAfterMs: step.dueAfterMs,
  });
  if (moved === null) return null;
  if (step.settleAfterMs !== undefined) await settleSoon(tx, moved.id, step.settleAfterMs);

  if (step.read !== undefined) {
    await savePayment(tx, step.read.payment, {
      attemptId: moved.id,
      sessionId: moved.sessionId,
      orphan: to === 'orphaned',
      readAt: step.read.at,
    });
  }
  if (session !== null) {
    const changes = await sessionChanges(tx, session, moved);
    if (changes.status !== session.status || !isUnseen(to)) await changeSession(tx, session.id, changes);
  }
  await recordDecision(tx, {
    actor: step.actor,
    action: step.action,
    sessionId: moved.sessionId,
    attemptId: moved.id,
    paymentId: moved.paymentId,
    from: seen.state,
    to,
  });
  return moved;
}

function isPaidByAnother(session: SessionRow | null, seen: Attempt, step: Step): boolean {
  const paymentId = step.read?.payment.id ?? seen.paymentId;
  return session !== null && session.paymentId !== null && session.paymentId !== paymentId;
}

/** The steps of the good way before its end: to whoever watches, the payment is being processed before and after. */
function isUnseen(to: AttemptState): boolean {
  return to === 'created' || to === 'confirming';
}

async function sessionChanges(tx: Queryable, session: SessionRow, moved: Attempt) {
  if (moved.state === 'succeeded' && moved.paymentId !== null) {
    return { status: 'complete' as const, paymentId: moved.paymentId };
  }
  const status = await statusBeside(tx, session, moved);
  if (moved.state !== 'requires_action') return { status };
  const grace = new Date(moved.stepAt.getTime() + ACTION_GRACE_MS);
  return grace > session.expiresAt ? { status, expiresAt: grace } : { status };
}

/** The session's status as its attempts make it. `complete` and `expired` are never left for less. */
async function statusBeside(tx: Queryable, session: SessionRow, moved: Attempt): Promise<SessionStatus> {
  if (session.status === 'complete') return 'complete';
  // News of an old attempt must not open the session while another one's outcome is unknown.
  if (isUnresolved(moved.state) || (await hasUnresolvedAttempt(tx, session.id))) return 'processing';
  return session.status === 'expired' ? 'expired' : 'open';
}
