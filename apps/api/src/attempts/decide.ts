import type { AttemptState } from '../db/attempt-states.ts';
import type { Actor } from '../db/audit.ts';
import type { PaymentSnapshot } from '../db/payments.ts';
import { classify, isOurs } from './classify.ts';
import type { LostPayment } from './lost-payment.ts';
import { isOfAgreedTotal } from './price.ts';
import { MOST_SENDS, mayBeSentAgain } from './repeated-sends.ts';
import { mayFollow, wasPaid } from './states.ts';
import type { Attempt } from './store.ts';
import type { Transition } from './transition.ts';

/** What is known when the next step of an attempt is decided. */
export type Facts = {
  readonly installationId: string;
  readonly actor: Actor;
  /** A call that was sent this long ago has ended on our side, answered or not. */
  readonly callDeadlineMs: number;
  /** What was sent this long ago, and has had no effect that can be seen, will have none (ADR 2, "What remains"). */
  readonly certaintyMs: number;
  /** `payments.confirm`: the service has decided. */
  readonly confirm: boolean;
  /** `checkout.agree`: what the shopper agrees to pay, tax included; null where nothing was said. */
  readonly agreedTotal: number | null;
  /** The payment, freshly read; null when it could not be. */
  readonly read: PaymentSnapshot | null;
  /** For `create_unknown`: the result of looking in Inflow's list. */
  readonly lost: LostPayment | null;
};

/** What to do about an attempt. `confirm` is announced as the state `confirming`, and sent after that is committed. */
export type Decision =
  | { readonly kind: 'stay' }
  | { readonly kind: 'move'; readonly transition: Transition }
  | { readonly kind: 'confirm'; readonly read: PaymentSnapshot; readonly agreedTotal: number | null };

const STAY: Decision = { kind: 'stay' };

/** How long a payment of `payments.create` may wait for its service, or for the issuer's page. */
export const UNCONFIRMED_MS = 7 * 24 * 3_600_000;

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
    case 'awaiting_agreement':
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
  if (lost.kind === 'found') {
    const { read } = lost;
    const changes = { paymentId: read.payment.id };
    // The list has named it as this attempt's, so it is known by its id from here on.
    const said = transitionFor({ ...attempt, ...changes }, read, facts);
    if (said !== null) return move(said);
    // One that confirms by itself goes on; any other is never confirmed, so that nothing is charged after all this time.
    if (attempt.automatic) return move({ to: 'created', actor, action: 'payment.found', changes, read });
    return move({ ...notCharged(actor), changes: { ...changes, declineCode: 'not_charged' } });
  }
  // With `autoConfirm`, a create that is still on its way, or is not in the list yet, charges by itself.
  if (attempt.automatic) {
    return lost.kind === 'none' && isCertain(attempt, facts) ? move(notCharged(actor)) : STAY;
  }
  // Without it the payment is never confirmed, so the list only saves waiting for the deadline.
  return lost.kind === 'unreadable' && !isPastDeadline(attempt, facts) ? STAY : move(notCharged(actor));
}

function decideByReading(attempt: Attempt, facts: Facts): Decision {
  const { read, actor } = facts;
  if (read !== null) {
    const said = transitionFor(attempt, read, facts);
    if (said !== null) return move(said);
  }
  if (isOver(attempt, facts)) return move({ ...notCharged(actor), action: 'payment.expired' });
  if (read === null || classify(read.payment).kind !== 'confirmable') return STAY;
  if (!isOurs(read.payment, expectedOf(attempt, facts.installationId))) {
    const change = { ...notCharged(actor), action: 'payment.mismatched', read };
    return isCertain(attempt, facts) ? move(change) : STAY;
  }
  if (!isConfirmSent(attempt.state)) {
    // Where there was a challenge, it had an address.
    if (attempt.requiresChallenge && attempt.redirectUrl === null) {
      const changes = { declineCode: 'authentication_required' };
      return move({ to: 'abandoned', actor, action: 'payment.unauthenticated', changes, read });
    }
    const other = decideOtherTotal(attempt, facts, read);
    if (other !== null) return other;
  }

  switch (attempt.state) {
    case 'created':
      // Inflow confirms it by itself, perhaps a moment after it has answered.
      if (attempt.automatic && (!isPastDeadline(attempt, facts) || isSessionOver(attempt))) return STAY;
      return confirmOrAwait(attempt, facts, read);
    case 'requires_action':
      return confirmOrAwait(attempt, facts, read);
    case 'awaiting_agreement':
      return confirm(attempt, facts, read);
    case 'awaiting_confirmation':
      return facts.confirm ? confirm(attempt, facts, read) : STAY;
    case 'confirming':
      return isPastDeadline(attempt, facts)
        ? move({
            to: 'confirm_unknown',
            actor,
            action: 'payment.confirm_lost',
            changes: { confirmLost: true },
          })
        : STAY;
    case 'confirm_unknown':
      return decideLostConfirm(attempt, facts, read);
    default:
      return STAY;
  }
}

function confirmOrAwait(attempt: Attempt, facts: Facts, read: PaymentSnapshot): Decision {
  if (attempt.confirms || facts.confirm) return confirm(attempt, facts, read);
  const action = 'payment.awaits_confirmation';
  return move({ to: 'awaiting_confirmation', actor: facts.actor, action, read });
}

function confirm(attempt: Attempt, facts: Facts, read: PaymentSnapshot): Decision {
  return { kind: 'confirm', read, agreedTotal: agreedTotalOf(attempt, facts) };
}

/** What is agreed to now stands for what was agreed to before. */
function agreedTotalOf(attempt: Attempt, facts: Facts): number | null {
  return facts.agreedTotal ?? attempt.agreedTotal;
}

/** Where the total that Inflow would charge is not the one that the shopper has agreed to; null where it is, or may be any. */
function decideOtherTotal(attempt: Attempt, facts: Facts, read: PaymentSnapshot): Decision | null {
  const { actor } = facts;
  const { asksTotal } = attempt;
  const agreedTotal = agreedTotalOf(attempt, facts);
  const total = read.payment.amountTaxesIncluded;
  if (agreedTotal === null && !asksTotal) return null;
  if (total === null) {
    // A total that Inflow leaves out is not another total. It cannot be asked about, and whether tax was added to a price that includes it
    // cannot be seen, so the payment is read again.
    if (!asksTotal && attempt.pricingMode === 'TAX_EXCLUSIVE') return null;
    return isCertain(attempt, facts) ? move({ ...notCharged(actor), read }) : STAY;
  }
  if (total === agreedTotal) return null;
  if (!asksTotal) {
    const changes = { declineCode: 'total_changed' };
    return move({ to: 'abandoned', actor, action: 'payment.total_changed', changes, read });
  }
  if (!mayFollow(attempt.state, 'awaiting_agreement')) return STAY;
  return move({ to: 'awaiting_agreement', actor, action: 'payment.awaits_agreement', read });
}

/**
 * The payment still waits for a confirm. Where every confirm was refused, none is on its way, and nothing can be charged any more. Where
 * an answer was lost, the same payment is confirmed again, a few times while the session lasts: giving it up and letting the
 * shopper pay anew would charge twice if the first confirm arrived after all. After that it is only read, until that is certain.
 */
function decideLostConfirm(attempt: Attempt, facts: Facts, read: PaymentSnapshot): Decision {
  const { actor } = facts;
  // A confirm that Inflow makes by itself may be on its way in spite of a refused one.
  if (!attempt.confirmLost && !attempt.automatic)
    return move({ ...notCharged(actor), action: 'payment.confirm_refused', read });
  const { confirmsSent } = attempt;
  if (confirmsSent < MOST_SENDS && !isSessionOver(attempt)) {
    const sent = { times: confirmsSent, ageMs: attempt.stepAgeMs };
    return mayBeSentAgain(sent, facts.callDeadlineMs) ? confirm(attempt, facts, read) : STAY;
  }
  return isCertain(attempt, facts)
    ? move({ ...notCharged(actor), action: 'payment.confirm_given_up', read })
    : STAY;
}

/** The transition that follows from the payment where Inflow has decided; null while it has not, or where none follows. */
export function transitionFor(
  attempt: Attempt,
  read: PaymentSnapshot,
  { actor, installationId, certaintyMs }: Pick<Facts, 'actor' | 'installationId' | 'certaintyMs'>,
): Transition | null {
  const { payment } = read;
  const changes = { paymentId: payment.id };
  const verdict = classify(payment);
  const isRight = isOurs(payment, expectedOf(attempt, installationId));
  const isPaid = isRight && (attempt.sessionId === null || isOfAgreedTotal(payment, attempt));
  const wasCharged = attempt.state === 'succeeded' || attempt.state === 'orphaned';
  const stray = { to: 'orphaned', actor, action: 'payment.mismatched', changes, read } as const;
  switch (verdict.kind) {
    case 'charged':
      return isPaid ? { to: 'succeeded', actor, action: 'payment.charged', changes, read } : stray;
    case 'refunded':
      return isPaid || wasCharged
        ? { to: 'reversed', actor, action: 'payment.refunded', changes, read }
        : stray;
    case 'failed': {
      const declined = { ...changes, declineCode: verdict.code };
      // Only an end undoes a charge: a refused deposit of an incomplete payment is older than it.
      if (wasCharged && !verdict.isEnd) return null;
      // One confirm was refused. Another that was sent may still be on its way, where the payment waits for one all the same.
      if (!verdict.isEnd && attempt.confirmsSent > 1 && !isCertain(attempt, { certaintyMs })) return null;
      if (wasCharged) return { to: 'reversed', actor, action: 'payment.failed', changes: declined, read };
      return { to: 'declined', actor, action: 'payment.declined', changes: declined, read };
    }
    case 'confirmable':
    case 'undecided':
      // While it may be confirmed, by us or by itself, nothing may be given up.
      return isRight || attempt.automatic || isConfirmSent(attempt.state)
        ? null
        : {
            to: 'abandoned',
            actor,
            action: 'payment.mismatched',
            changes: { ...changes, declineCode: 'not_charged' },
            read,
          };
    default:
      return verdict satisfies never;
  }
}

/** Nothing was sent that charges, and it would come too late now. */
function isOver(attempt: Attempt, facts: Facts): boolean {
  const { state, session } = attempt;
  if (state === 'confirming') return false;
  if (session !== null && wasPaid(session.status)) return true;
  if (state === 'confirm_unknown') return false;
  // It may confirm by itself, until it has had all the time for that.
  if (attempt.automatic && state === 'created') return isCertain(attempt, facts);
  return session === null ? attempt.stepAgeMs >= UNCONFIRMED_MS : isSessionOver(attempt);
}

function isSessionOver({ session }: Attempt): boolean {
  return session !== null && (wasPaid(session.status) || session.status === 'expired' || session.isOverdue);
}

function isConfirmSent(state: AttemptState): boolean {
  return state === 'confirming' || state === 'confirm_unknown';
}

/** What was sent last had time enough to show an effect. */
function isCertain(
  { confirmAgeMs, stepAgeMs }: Attempt,
  { certaintyMs }: Pick<Facts, 'certaintyMs'>,
): boolean {
  return (confirmAgeMs ?? stepAgeMs) >= certaintyMs;
}

function isPastDeadline({ stepAgeMs }: Attempt, { callDeadlineMs }: Facts): boolean {
  return stepAgeMs >= callDeadlineMs;
}

function expectedOf(attempt: Attempt, installationId: string) {
  const { sessionId, amount, pricingMode, currency, paymentId } = attempt;
  return {
    installationId,
    attemptId: attempt.id,
    paymentId,
    session: sessionId === null ? null : { id: sessionId, amount, pricingMode, currency },
  };
}

function notCharged(actor: Actor) {
  return {
    to: 'abandoned',
    actor,
    action: 'payment.abandoned',
    changes: { declineCode: 'not_charged' },
  } as const;
}

function move(transition: Transition): Decision {
  return { kind: 'move', transition };
}
