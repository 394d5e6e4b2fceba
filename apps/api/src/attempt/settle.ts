import { InflowError } from '@checkout/inflow/errors';
import type { Actor } from '../audit/audit.ts';
import type { Deps } from '../deps.ts';
import { findSession } from '../session/queries.ts';
import { assess, type Expected } from './assess.ts';
import { findLostPayment } from './find-lost-payment.ts';
import { advance, type Read, type Step } from './journal.ts';
import { type Attempt, findAttempt } from './queries.ts';
import { isActive } from './state.ts';

export type Settling = {
  readonly actor: Actor;
  /** `payments.confirm`: the service has decided, so a payment that waits for it is confirmed. */
  readonly confirm?: boolean;
};

/** Where one step led, and whether another may follow at once. */
type Turn = { readonly attempt: Attempt; readonly again: boolean };

const MAX_TURNS = 8;
const LOOK_AGAIN_MS = 500;

/**
 * Brings an attempt as far as it can go now: reads the payment, confirms it where that is due and safe, and records
 * what Inflow says. The live request, the return from the bank, a webhook, the reconciler and the start after a crash
 * all come here, and the state alone decides. Answers the attempt as it then stands; throws nothing of Inflow's.
 */
export async function settle(deps: Deps, attempt: Attempt, settling: Settling): Promise<Attempt> {
  let turn: Turn = { attempt, again: true };
  for (let count = 0; turn.again && count < MAX_TURNS; count += 1) {
    turn = await settleOnce(deps, turn.attempt, settling);
  }
  return turn.attempt;
}

async function settleOnce(deps: Deps, attempt: Attempt, settling: Settling): Promise<Turn> {
  switch (attempt.state) {
    case 'creating':
      // Its own request may still be running; the answer is lost only once it has had its time.
      if (ageOf(deps, attempt) < deps.settings.reconcileAfterMs) return stay(attempt);
      return move(deps, attempt, {
        to: 'create_unknown',
        actor: settling.actor,
        action: 'payment.create_lost',
      });
    case 'create_unknown':
      return settleLostCreate(deps, attempt, settling);
    case 'created':
    case 'awaiting_confirmation':
    case 'requires_action':
    case 'confirming':
    case 'confirm_unknown':
      return settleByReading(deps, attempt, settling);
    case 'succeeded':
    case 'declined':
    case 'rejected':
    case 'abandoned':
    case 'orphaned':
      return stay(attempt);
    default:
      return attempt.state satisfies never;
  }
}

async function settleLostCreate(deps: Deps, attempt: Attempt, { actor }: Settling): Promise<Turn> {
  const lost = await findLostPayment(deps, attempt);
  if (lost.kind === 'unreadable') return stay(attempt);
  if (lost.kind === 'found') {
    const step = stepFor(attempt, lost.read, actor);
    if (step !== null) return move(deps, attempt, step);
  }
  // With `autoConfirm` a create that is still on its way would charge: it is given up only once it cannot be.
  if (attempt.automatic && ageOf(deps, attempt) < callDeadlineMs(deps)) return stay(attempt);
  return move(deps, attempt, {
    to: 'abandoned',
    actor,
    action: 'payment.abandoned',
    changes: {
      declineCode: 'not_charged',
      ...(lost.kind === 'found' ? { paymentId: lost.read.payment.id } : {}),
    },
  });
}

async function settleByReading(deps: Deps, attempt: Attempt, settling: Settling): Promise<Turn> {
  const read = await readPayment(deps, attempt);
  if (read === null) return stay(attempt);
  const step = stepFor(attempt, read, settling.actor);
  if (step !== null) return move(deps, attempt, step);

  if (await isOver(deps, attempt)) {
    return move(deps, attempt, {
      to: 'abandoned',
      actor: settling.actor,
      action: 'payment.expired',
      changes: { declineCode: 'not_charged' },
    });
  }
  if (assess(read.payment, expectedOf(attempt)).kind !== 'confirmable') return stay(attempt);
  if (mayConfirm(deps, attempt, settling)) return confirm(deps, attempt, { read, settling });
  const waitsForService = attempt.state === 'created' || attempt.state === 'requires_action';
  return waitsForService && !attempt.confirms
    ? move(deps, attempt, {
        to: 'awaiting_confirmation',
        actor: settling.actor,
        action: 'payment.awaits_confirmation',
        read,
      })
    : stay(attempt);
}

/** The step that Inflow's word asks for where it has decided; null while it has not. */
export function stepFor(attempt: Attempt, read: Read, actor: Actor): Step | null {
  const changes = { paymentId: read.payment.id };
  const verdict = assess(read.payment, expectedOf(attempt));
  switch (verdict.kind) {
    case 'charged':
      return { to: 'succeeded', actor, action: 'payment.charged', changes, read };
    case 'refused':
      return {
        to: 'declined',
        actor,
        action: 'payment.declined',
        changes: { ...changes, declineCode: verdict.code },
        read,
      };
    case 'mismatch':
      if (verdict.charged) return { to: 'orphaned', actor, action: 'payment.mismatched', changes, read };
      // While a confirm may be on its way nothing may be given up.
      return attempt.state === 'confirming' || attempt.state === 'confirm_unknown'
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

/**
 * Announces the confirm, sends it, and records what the payment then says. An answer that was lost, or that does
 * not say, leaves `confirm_unknown` and a job that looks again: nobody is told of a failure, and nobody may pay again.
 */
async function confirm(
  deps: Deps,
  attempt: Attempt,
  { read, settling: { actor } }: { read: Read; settling: Settling },
): Promise<Turn> {
  if (attempt.state === 'confirming') {
    return move(deps, attempt, { to: 'confirm_unknown', actor, action: 'payment.confirm_lost' });
  }
  const confirming = await advance(deps, attempt, {
    to: 'confirming',
    actor,
    action: 'payment.confirming',
    read,
  });
  if (confirming === null) return { attempt: await reload(deps, attempt), again: true };

  const fresh = await sendConfirm(deps, confirming, read.payment.id);
  const step = fresh === null ? null : stepFor(confirming, fresh, actor);
  if (step !== null) return move(deps, confirming, step);
  const unknown = await advance(deps, confirming, {
    to: 'confirm_unknown',
    actor,
    action: 'payment.confirm_lost',
    settleAfterMs: LOOK_AGAIN_MS,
  });
  return stay(unknown ?? (await reload(deps, confirming)));
}

async function sendConfirm(deps: Deps, attempt: Attempt, paymentId: string): Promise<Read | null> {
  const at = deps.now();
  try {
    const payment = await deps.inflow.confirmPayment(paymentId);
    if (payment !== null) return { payment, at };
  } catch (error) {
    // Even a plain refusal may only mean that an earlier confirm worked: the payment itself tells.
    deps.log.warn({ attemptId: attempt.id, err: error }, 'a confirm was not answered with the payment');
  }
  return readPayment(deps, attempt);
}

function mayConfirm(deps: Deps, attempt: Attempt, settling: Settling): boolean {
  switch (attempt.state) {
    case 'created':
    case 'requires_action':
      return attempt.confirms || settling.confirm === true;
    case 'awaiting_confirmation':
      return settling.confirm === true;
    case 'confirming':
    case 'confirm_unknown':
      // Still waiting long after a confirm was sent: that one never arrived. The same payment is confirmed again;
      // giving it up and letting the shopper pay anew would charge twice if the first one arrived after all.
      return ageOf(deps, attempt) >= callDeadlineMs(deps);
    default:
      return false;
  }
}

/** Nothing was sent that charges, and the session is over or paid: a charge now would come out of the blue. */
async function isOver(deps: Deps, attempt: Attempt): Promise<boolean> {
  if (attempt.sessionId === null || attempt.state === 'confirming') return false;
  const session = await findSession(deps.db, attempt.sessionId);
  if (session === null || session.status === 'complete') return true;
  return attempt.state !== 'confirm_unknown' && session.expiresAt <= deps.now();
}

async function readPayment(deps: Deps, attempt: Attempt): Promise<Read | null> {
  if (attempt.paymentId === null) return null;
  const at = deps.now();
  try {
    return { payment: await deps.inflow.readPayment(attempt.paymentId), at };
  } catch (error) {
    if (!(error instanceof InflowError)) throw error;
    deps.log.warn({ attemptId: attempt.id, err: error }, 'a payment could not be read');
    return null;
  }
}

async function move(deps: Deps, attempt: Attempt, step: Step): Promise<Turn> {
  const moved = await advance(deps, attempt, step);
  // Somebody else was first: what stands now decides.
  if (moved === null) return { attempt: await reload(deps, attempt), again: true };
  return { attempt: moved, again: isActive(moved.state) };
}

function stay(attempt: Attempt): Turn {
  return { attempt, again: false };
}

async function reload(deps: Deps, attempt: Attempt): Promise<Attempt> {
  return (await findAttempt(deps.db, attempt.id)) ?? attempt;
}

function expectedOf(attempt: Attempt): Expected {
  const { sessionId, amount, currency } = attempt;
  return { attemptId: attempt.id, session: sessionId === null ? null : { id: sessionId, amount, currency } };
}

function ageOf(deps: Deps, attempt: Attempt): number {
  return deps.now().getTime() - attempt.stepAt.getTime();
}

/** By then a call that was sent at the step's begin has ended on our side. */
function callDeadlineMs(deps: Deps): number {
  return Math.max(deps.settings.reconcileAfterMs, deps.settings.inflowTimeoutMs);
}
