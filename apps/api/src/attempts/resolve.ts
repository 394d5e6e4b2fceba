import { InflowError } from '@checkout/inflow/errors';
import type { Actor } from '../db/audit.ts';
import { findSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { decide, type Facts, stepFor } from './decide.ts';
import { findLostPayment } from './find-lost-payment.ts';
import { isActive } from './states.ts';
import { type Attempt, findAttempt } from './store.ts';
import { advance, type Read, type Step } from './transition.ts';

export type Settling = {
  readonly actor: Actor;
  /** `payments.confirm`: the service has decided, so a payment that waits for it is confirmed. */
  readonly confirm?: boolean;
  /** As the caller just read it, for the first look; what it decides is checked once more where it is written. */
  readonly session?: Facts['session'];
};

/** Where one step led, and whether another may follow at once; with the payment that was kept with it, if one was. */
type Turn = { readonly attempt: Attempt; readonly again: boolean; readonly read?: Read | undefined };

/** The machine has no longer path; the bound only keeps two nodes from chasing each other. */
const MAX_TURNS = 8;
const LOOK_AGAIN_MS = 500;

/**
 * Brings an attempt as far as it can go now: reads the payment, confirms it where that is due and safe, and records
 * what Inflow says. The live request, the return from the bank, a webhook, the reconciler and the start after a crash
 * all come here, and the state alone decides. Answers the attempt as it then stands; throws nothing of Inflow's.
 */
export async function settle(deps: Deps, attempt: Attempt, settling: Settling): Promise<Attempt> {
  return (await settleAndTell(deps, attempt, settling)).attempt;
}

/** As `settle`, with the payment that was kept with the last step; null where the last step kept none. */
export async function settleAndTell(
  deps: Deps,
  attempt: Attempt,
  settling: Settling,
): Promise<{ readonly attempt: Attempt; readonly read: Read | null }> {
  let turn = await settleOnce(deps, attempt, settling);
  const { actor, confirm = false } = settling;
  for (let count = 1; turn.again && count < MAX_TURNS; count += 1) {
    turn = await settleOnce(deps, turn.attempt, { actor, confirm });
  }
  return { attempt: turn.attempt, read: turn.read ?? null };
}

async function settleOnce(deps: Deps, attempt: Attempt, settling: Settling): Promise<Turn> {
  const decision = decide(attempt, await gatherFacts(deps, attempt, settling));
  switch (decision.kind) {
    case 'stay':
      return { attempt, again: false };
    case 'step':
      return move(deps, attempt, decision.step);
    case 'confirm':
      return confirm(deps, attempt, { read: decision.read, actor: settling.actor });
    default:
      return decision satisfies never;
  }
}

async function gatherFacts(
  deps: Deps,
  attempt: Attempt,
  { actor, confirm = false, session }: Settling,
): Promise<Facts> {
  const read =
    attempt.state === 'create_unknown' || !mayStillMove(attempt) ? null : await readPayment(deps, attempt);
  return {
    actor,
    confirm,
    callDeadlineMs: deps.settings.callDeadlineMs,
    read,
    lost: attempt.state === 'create_unknown' ? await findLostPayment(deps, attempt) : null,
    session: session ?? (attempt.sessionId === null ? null : await findSession(deps.db, attempt.sessionId)),
    now: deps.now(),
  };
}

const mayStillMove = (attempt: Attempt) =>
  isActive(attempt.state) || attempt.state === 'awaiting_confirmation';

/**
 * Announces the confirm, sends it, and records what the payment then says. An answer that was lost, or that does
 * not say, leaves `confirm_unknown` and a job that looks again: nobody is told of a failure, and nobody may pay again.
 */
async function confirm(
  deps: Deps,
  attempt: Attempt,
  { read, actor }: { read: Read; actor: Actor },
): Promise<Turn> {
  const confirming = await advance(deps, attempt, {
    to: 'confirming',
    actor,
    action: 'payment.confirming',
    read,
  });
  if (confirming === null) return { attempt: await reload(deps, attempt), again: true };

  const fresh = await sendConfirm(deps, confirming, read.payment.id);
  const said = fresh === null ? null : stepFor(confirming, fresh, actor);
  if (said !== null) return move(deps, confirming, said);
  const unknown = await advance(deps, confirming, {
    to: 'confirm_unknown',
    actor,
    action: 'payment.confirm_lost',
    settleAfterMs: LOOK_AGAIN_MS,
  });
  return { attempt: unknown ?? (await reload(deps, confirming)), again: false };
}

async function sendConfirm(deps: Deps, attempt: Attempt, paymentId: string): Promise<Read | null> {
  const at = deps.now();
  try {
    const payment = await deps.inflow.confirmPayment(paymentId);
    if (payment !== null) return { payment, at };
  } catch (error) {
    if (!(error instanceof InflowError)) throw error;
    // Even a plain refusal may only mean that an earlier confirm worked: the payment itself tells.
    deps.log.warn({ attemptId: attempt.id, err: error }, 'a confirm was not answered with the payment');
  }
  return readPayment(deps, attempt);
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
  return { attempt: moved, again: isActive(moved.state), read: step.read };
}

async function reload(deps: Deps, attempt: Attempt): Promise<Attempt> {
  return (await findAttempt(deps.db, attempt.id)) ?? attempt;
}
