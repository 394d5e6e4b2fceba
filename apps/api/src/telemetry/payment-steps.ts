import type { ErrorReason } from '@checkout/schemas/error-code';
import type { Logger } from 'pino';
import type { AttemptState } from '../db/attempt-states.ts';
import type { Actor } from '../db/audit.ts';
import { referenceOf } from '../db/session-reference.ts';
import type { Tracing } from './tracing.ts';

/** Of an attempt, what its line says. Times are the database's. */
export type AttemptFacts = {
  readonly id: string;
  readonly sessionId: string | null;
  readonly paymentId: string | null;
  readonly state: AttemptState;
  readonly stepAt: Date;
  readonly createdAt: Date;
  readonly confirmLost: boolean;
  readonly declineCode: string | null;
  readonly errorReason: ErrorReason | null;
  readonly cardBrand: string | null;
};

export type RefundFacts = {
  readonly paymentId: string;
  readonly state: string;
  readonly stepAt: Date;
  readonly createdAt: Date;
};

type Cause = { readonly actor: Actor; readonly action: string };

/**
 * Told of each step of a payment once it is committed: one line of the log at `info`. No card, no e-mail address, and of the session its
 * reference, which permits nothing.
 */
export type PaymentSteps = {
  began(attempt: AttemptFacts, actor: Actor): void;
  moved(before: AttemptFacts, after: AttemptFacts, cause: Cause): void;
  /** `before` is null for a refund that was just requested. */
  refundMoved(before: RefundFacts | null, after: RefundFacts, actor: Actor): void;
  /** A status of Inflow's that moves no attempt, or a charge that belongs to none. */
  noted(payment: NotedPayment, cause: Cause): void;
};

export type NotedPayment = {
  readonly sessionId: string | null;
  readonly attemptId: string | null;
  readonly paymentId: string;
  readonly state: string;
};

const UNKNOWN: ReadonlySet<AttemptState> = new Set(['create_unknown', 'confirm_unknown']);
const ENDS: ReadonlySet<AttemptState> = new Set([
  'succeeded',
  'declined',
  'rejected',
  'abandoned',
  'reversed',
  'orphaned',
]);

/** Which call's outcome was not known, and is with this step; null for all other steps. */
export function resolvedBy(before: AttemptFacts, after: AttemptFacts): 'create' | 'confirm' | null {
  if (before.state === 'create_unknown') return 'create';
  const wasUnknown = before.state === 'confirm_unknown' || before.confirmLost;
  return wasUnknown && !isEnd(before.state) && isEnd(after.state) ? 'confirm' : null;
}

/** Whether the response to a call of the attempt was lost, and what it did is not known. */
export function isUnknown(state: AttemptState): boolean {
  return UNKNOWN.has(state);
}

/** Nothing more is sent for the attempt; Inflow can still say that its payment was charged or paid back. */
export function isEnd(state: AttemptState): boolean {
  return ENDS.has(state);
}

export type PaymentCounts = Pick<PaymentSteps, 'moved' | 'refundMoved'>;

export function createPaymentSteps(
  log: Logger,
  { counts, tracing }: { readonly counts: PaymentCounts; readonly tracing: Pick<Tracing, 'note'> },
): PaymentSteps {
  return {
    began(attempt, actor) {
      log.info(
        { ...named(attempt), actor, action: 'payment.creating', state: attempt.state },
        'payment step',
      );
    },
    moved(before, after, cause) {
      const { actor, action } = cause;
      const resolved = resolvedBy(before, after);
      const line = {
        ...named(after),
        actor,
        action,
        from: before.state,
        state: after.state,
        ...(after.declineCode === null ? {} : { decline: after.declineCode }),
        ...(after.errorReason === null ? {} : { reason: after.errorReason }),
        ...(resolved === null ? {} : { resolved }),
        ...times(before.stepAt, after),
      };
      log.info(line, messageOf(isUnknown(after.state), resolved !== null));
      counts.moved(before, after, cause);
      tracing.note('payment step', { action, from: before.state, state: after.state });
    },
    refundMoved(before, after, actor) {
      const line = {
        paymentId: after.paymentId,
        actor,
        action: `refund.${after.state}`,
        ...(before === null ? {} : { from: before.state }),
        state: after.state,
        ...times(before?.stepAt ?? after.createdAt, after),
      };
      const wasUnknown = before?.state === 'unknown' && after.state !== 'requested';
      log.info(line, messageOf(after.state === 'unknown', wasUnknown));
      counts.refundMoved(before, after, actor);
      tracing.note('payment step', { action: line.action, state: after.state });
    },
    noted({ sessionId, ...payment }, cause) {
      log.info({ ...sessionOf(sessionId), ...payment, ...cause }, 'payment step');
    },
  };
}

function messageOf(hasLost: boolean, isResolved: boolean): string {
  if (hasLost) return 'payment step: the outcome is not known yet';
  return isResolved ? 'payment step: an unknown outcome is resolved' : 'payment step';
}

function named({ id, sessionId, paymentId }: AttemptFacts) {
  return { ...sessionOf(sessionId), attemptId: id, ...(paymentId === null ? {} : { paymentId }) };
}

function sessionOf(sessionId: string | null) {
  return sessionId === null ? {} : { session: referenceOf(sessionId) };
}

/** Milliseconds in the state before, and since the beginning. */
function times(from: Date, { stepAt, createdAt }: { stepAt: Date; createdAt: Date }) {
  return { ms: stepAt.getTime() - from.getTime(), totalMs: stepAt.getTime() - createdAt.getTime() };
}
