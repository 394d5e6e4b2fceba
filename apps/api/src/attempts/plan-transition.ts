import type { SessionStatus } from '@checkout/schemas/session';
import type { AttemptState } from '../db/attempt-states.ts';
import { isUnresolved, mayFollow, wasPaid } from './states.ts';
import type { AttemptRow, SessionFacts } from './store.ts';

/** What a transition depends on, all of it read in one statement. */
export type Before = {
  readonly state: AttemptState;
  readonly paymentId: string | null;
  /** Null for `payments.create`. */
  readonly session: SessionFacts | null;
};

/** Where an attempt shall go, and what it shall then hold. */
export type Target = {
  readonly to: AttemptState;
  readonly changes?: AttemptChanges | undefined;
  /** Of the payment that the transition follows from. */
  readonly readPaymentId?: string | undefined;
};

/** The columns that a transition may change beside the state. */
export type AttemptChanges = Partial<
  Pick<
    AttemptRow,
    | 'paymentId'
    | 'agreedTotal'
    | 'redirectUrl'
    | 'declineCode'
    | 'errorReason'
    | 'errorFields'
    | 'confirmLost'
  >
>;

export type TransitionPlan = {
  readonly to: AttemptState;
  readonly session: {
    readonly status: SessionStatus;
    readonly paymentId: string | null;
    /** The session ends this long from now at the earliest, in milliseconds. */
    readonly openForMs: number;
    /** Whether the watchers of the session are woken. */
    readonly announced: boolean;
  } | null;
};

/** How long a shopper may take for a 3DS challenge or a total, at least, however soon the session would expire. */
const GRACE_MS = 15 * 60_000;
const WAITS_FOR_SHOPPER: ReadonlySet<AttemptState> = new Set(['requires_action', 'awaiting_agreement']);

/** Transitions to these change nothing that the page shows: the payment is being processed. */
const UNSEEN: ReadonlySet<AttemptState> = new Set(['created', 'confirming']);

/**
 * The rule of every transition: which state the attempt really takes, and what becomes of its session. Null: it must
 * not be made, because the session has been paid by another payment meanwhile, so that nothing more may be confirmed, and a charge
 * is a stray one as before.
 * @throws when no such transition exists.
 */
export function planTransition({ state, paymentId, session }: Before, target: Target): TransitionPlan | null {
  if (target.to === 'confirming' && session !== null && wasPaid(session.status)) return null;
  const payment = target.readPaymentId ?? target.changes?.paymentId ?? paymentId;
  const isPaidByAnother = (session?.paymentId ?? payment) !== payment;
  const to = target.to === 'succeeded' && isPaidByAnother ? 'orphaned' : target.to;
  if (to === state) return null;
  if (!mayFollow(state, to)) throw new Error(`An attempt cannot go from ${state} to ${to}`);
  if (session === null) return { to, session: null };

  const isReversed = to === 'reversed' && state !== 'orphaned' && !isPaidByAnother;
  const status = to === 'succeeded' ? 'complete' : isReversed ? 'reversed' : statusBeside(session, to);
  return {
    to,
    session: {
      status,
      paymentId: to === 'succeeded' || isReversed ? payment : session.paymentId,
      openForMs: WAITS_FOR_SHOPPER.has(to) ? GRACE_MS : 0,
      announced: status !== session.status || !UNSEEN.has(to),
    },
  };
}

/** Another attempt changes nothing of a session that was paid, and does not open one that has expired. */
function statusBeside(session: SessionFacts, to: AttemptState): SessionStatus {
  if (wasPaid(session.status)) return session.status;
  // An old attempt must not open the session while the outcome of another is unknown.
  if (isUnresolved(to) || session.hasOtherUnresolved) return 'processing';
  if (session.status === 'expired') return 'expired';
  // The shopper has been charged, if not as agreed, and must not be asked to pay again meanwhile.
  return to === 'orphaned' || session.hasOtherStray ? 'processing' : 'open';
}
