import type { AttemptState } from '../db/attempt-states.ts';
import type { Actor } from '../db/audit.ts';
import type { PaymentSnapshot } from '../db/payments.ts';
import { classify, type Expected } from './classify.ts';
import type { LostPayment } from './lost-payment.ts';
import type { Attempt } from './store.ts';
import type { Transition } from './transition.ts';

/** What is known when the next step of an attempt is decided. */
export type Facts = {
  readonly actor: Actor;
  /** A call that was sent this long ago has ended on our side, answered or not. */
  readonly callDeadlineMs: number;
  /** `payments.confirm`: the service has decided. */
  readonly confirm: boolean;
  /** The payment, freshly read; null when it could not be. */
  readonly read: PaymentSnapshot | null;
  /** For `create_unknown`: the result of looking in Inflow's list. */
  readonly lost: LostPayment | null;
};

/** What to do about an attempt. `confirm` is announced as the state `confirming`, and sent after that is committed. */
export type Decision =
  | { readonly kind: 'stay' }
  | { readonly kind: 'move'; readonly transition: Transition }
  | { readonly kind: 'confirm'; readonly read: PaymentSnapshot };

const STAY: Decision = { kind: 'stay' };

/** What an attempt needs next, from its state and the facts alone. Pure: the tests walk it through every order of events. */
export function decide(attempt: Attempt, facts: Facts): Decision {
  switch (attempt.state) {
    case 'creating':
      // Its own request may still be running; the response is lost once the call's time is over.
      return isPastDeadline(attempt, facts)
        ? move({ to: 'create_unknown', actor: facts.actor, action: 'payment.create_lost' })
        : STAY;
    case 'create_unknown':
      return decideLostCreate(attempt, facts);
    case 'created':
    case 'awaiting_confirmation':
    case 'requires_action':
    case 'confirming':
    case 'confirm_unknown':
      return decideByReading(attempt, facts);
    case 'succeeded':
    case 'reversed':
    case 'declined':
    case 'rejected':
    case 'abandoned':
    case 'orphaned':
      return STAY;
    default:
      return attempt.state satisfies never;
  }
}

function decideLostCreate(attempt: Attempt, facts: Facts): Decision {
  const { lost, actor } = facts;
  if (lost === null) return STAY;
  const said = lost.kind === 'found' ? transitionFor(attempt, lost.read, actor) : null;
  if (said !== null) return move(said);
  // With `autoConfirm` a create that is still on its way, or in a list that could not be read, charges by itself.
  // Without it the payment is never confirmed, so the list only saves waiting for the deadline.
  const unreadable = lost.kind === 'unreadable';
  if (attempt.automatic && unreadable) return STAY;
  if ((attempt.automatic || unreadable) && !isPastDeadline(attempt, facts)) return STAY;
  return move({
    to: 'abandoned',
    actor,
    action: 'payment.abandoned',
    changes: {
      declineCode: 'not_charged',
      ...(lost.kind === 'found' ? { paymentId: lost.read.payment.id } : {}),
    },
  });
}

function decideByReading(attempt: Attempt, facts: Facts): Decision {
  const { read, actor } = facts;
  if (read === null) return STAY;
  const said = transitionFor(attempt, read, actor);
  if (said !== null) return move(said);
  if (isOver(attempt)) {
    return move({
      to: 'abandoned',
      actor,
      action: 'payment.expired',
      changes: { declineCode: 'not_charged' },
    });
  }
  if (classify(read.payment, expectedOf(attempt)).kind !== 'confirmable') return STAY;
  if (!isAgreed(attempt, read)) {
    const changes = { declineCode: 'total_changed' };
    return move({ to: 'abandoned', actor, action: 'payment.total_changed', changes, read });
  }

  switch (attempt.state) {
    case 'created':
    case 'requires_action':
      if (attempt.confirms || facts.confirm) return { kind: 'confirm', read };
      return move({ to: 'awaiting_confirmation', actor, action: 'payment.awaits_confirmation', read });
    case 'awaiting_confirmation':
      return facts.confirm ? { kind: 'confirm', read } : STAY;
    // Still waiting long after a confirm was sent: that one never arrived. The same payment is confirmed again;
    // giving it up and letting the shopper pay anew would charge twice if the first one arrived after all.
    case 'confirming':
      return isPastDeadline(attempt, facts)
        ? move({ to: 'confirm_unknown', actor, action: 'payment.confirm_lost' })
        : STAY;
    case 'confirm_unknown':
      return isPastDeadline(attempt, facts) ? { kind: 'confirm', read } : STAY;
    default:
      return STAY;
  }
}

/** The transition that follows from the payment where Inflow has decided; null while it has not. */
export function transitionFor(attempt: Attempt, read: PaymentSnapshot, actor: Actor): Transition | null {
  const changes = { paymentId: read.payment.id };
  const verdict = classify(read.payment, expectedOf(attempt));
  switch (verdict.kind) {
    case 'charged':
      return { to: 'succeeded', actor, action: 'payment.charged', changes, read };
    case 'refused': {
      const declined = { ...changes, declineCode: verdict.code };
      return { to: 'declined', actor, action: 'payment.declined', changes: declined, read };
    }
    case 'mismatch':
      if (verdict.charged) return { to: 'orphaned', actor, action: 'payment.mismatched', changes, read };
      // While a confirm may be on its way nothing may be given up.
      return isConfirmSent(attempt.state)
        ? null
        : {
            to: 'abandoned',
            actor,
            action: 'payment.mismatched',
            changes: { declineCode: 'not_charged' },
            read,
          };
    case 'confirmable':
    case 'action':
    case 'undecided':
      return null;
    default:
      return verdict satisfies never;
  }
}

/** Nothing was sent that charges, and the session is over or paid by another payment: nothing may be charged now. */
function isOver({ state, session }: Attempt): boolean {
  if (session === null || state === 'confirming') return false;
  if (session.status === 'complete') return true;
  return state !== 'confirm_unknown' && (session.status === 'expired' || session.isOverdue);
}

/** The total that Inflow would charge is the one the shopper saw. Not checked once a confirm was sent. */
function isAgreed(attempt: Attempt, { payment }: PaymentSnapshot): boolean {
  const { agreedTotal, state } = attempt;
  if (agreedTotal === null || payment.amountTaxesIncluded === null || isConfirmSent(state)) return true;
  return payment.amountTaxesIncluded === agreedTotal;
}

function isConfirmSent(state: AttemptState): boolean {
  return state === 'confirming' || state === 'confirm_unknown';
}

function isPastDeadline({ stepAgeMs }: Attempt, { callDeadlineMs }: Facts): boolean {
  return stepAgeMs >= callDeadlineMs;
}

function expectedOf(attempt: Attempt): Expected {
  const { sessionId, amount, currency } = attempt;
  return { attemptId: attempt.id, session: sessionId === null ? null : { id: sessionId, amount, currency } };
}

function move(transition: Transition): Decision {
  return { kind: 'move', transition };
}
