import { setTimeout as wait } from 'node:timers/promises';
import { InflowError } from '@checkout/inflow/errors';
import type { Actor } from '../db/audit.ts';
import type { PaymentSnapshot } from '../db/payments.ts';
import type { Deps } from '../deps.ts';
import { decide, type Facts, transitionFor } from './decide.ts';
import { findLostPayment } from './lost-payment.ts';
import { spanOf } from './span-of.ts';
import { isActive, isOpen } from './states.ts';
import { type Attempt, findAttempt } from './store.ts';
import { type Transition, transition } from './transition.ts';

type Resolving = {
  readonly actor: Actor;
  /** `payments.confirm`: the service has decided, so a payment that waits for it is confirmed. */
  readonly confirm?: boolean;
  /** `checkout.agree`: the total, in cents, that the shopper agrees to. */
  readonly agreedTotal?: number;
};

/** The attempt as it then stands, and the payment that was kept with its last transition, if one was. */
export type Resolved = { readonly attempt: Attempt; readonly read: PaymentSnapshot | null };

type Turn = Resolved & { readonly again: boolean };

/** Longer than any path through the state machine; the bound ends a race of two nodes. */
const MAX_TURNS = 8;
/** When a confirm whose response was lost is due first. */
const CONFIRM_LOST_DUE_MS = 500;
/** A payment that was just made may not be found at first (inflow/README, "Open points"); later, the job of due attempts reads it. */
const NOT_FOUND_PAUSES_MS = [200, 400, 800, 1_600] as const;
const FRESH_MS = 60_000;

/**
 * Brings an attempt as far as it can go now: reads the payment, confirms it where that is due and safe, and records
 * what Inflow says. The live request, the return from the issuer, a webhook, the job of due attempts and the start after a
 * crash all come here, and the state alone decides. Errors of Inflow are not thrown: the attempt stays as it is.
 */
export function resolve(deps: Deps, attempt: Attempt, resolving: Resolving): Promise<Resolved> {
  if (!deps.tracing.isOn) return resolveInTurns(deps, attempt, resolving);
  return deps.tracing.span('attempt.resolve', spanOf(attempt), () =>
    resolveInTurns(deps, attempt, resolving),
  );
}

async function resolveInTurns(deps: Deps, attempt: Attempt, resolving: Resolving): Promise<Resolved> {
  let turn = await resolveOnce(deps, attempt, resolving);
  for (let count = 1; turn.again && count < MAX_TURNS; count += 1) {
    turn = await resolveOnce(deps, turn.attempt, resolving);
  }
  return turn;
}

async function resolveOnce(deps: Deps, attempt: Attempt, resolving: Resolving): Promise<Turn> {
  const decision = decide(attempt, await gatherFacts(deps, attempt, resolving));
  switch (decision.kind) {
    case 'stay':
      return { attempt, read: null, again: false };
    case 'move':
      return move(deps, attempt, decision.transition);
    case 'confirm':
      return confirm(deps, attempt, { ...decision, actor: resolving.actor });
    default:
      return decision satisfies never;
  }
}

async function gatherFacts(
  deps: Deps,
  attempt: Attempt,
  { actor, confirm = false, agreedTotal }: Resolving,
): Promise<Facts> {
  const isLost = attempt.state === 'create_unknown';
  return {
    actor,
    confirm,
    agreedTotal: agreedTotal ?? null,
    installationId: deps.installation.id,
    callDeadlineMs: deps.settings.callDeadlineMs,
    certaintyMs: deps.settings.certaintyMs,
    read: isLost || !isOpen(attempt.state) ? null : await readPayment(deps, attempt),
    lost: isLost ? await findLostPayment(deps, attempt) : null,
  };
}

/**
 * Commits that a confirm may be sent, sends it, and records the payment. When the response is lost, or decides nothing, the attempt
 * is `confirm_unknown`: no failure is reported, and no other attempt may begin. After a refusal, the state alone decides what follows.
 */
async function confirm(
  deps: Deps,
  attempt: Attempt,
  { read, agreedTotal, actor }: { read: PaymentSnapshot; agreedTotal: number | null; actor: Actor },
): Promise<Turn> {
  const confirming = await transition(deps, attempt, {
    to: 'confirming',
    actor,
    action: 'payment.confirming',
    changes: { agreedTotal },
    read,
  });
  if (confirming === null) return { attempt: await reload(deps, attempt), read: null, again: true };

  const sent = await sendConfirm(deps, confirming, read.payment.id);
  const { certaintyMs } = deps.settings;
  const facts = { actor, installationId: deps.installation.id, certaintyMs };
  const said = sent.read === null ? null : transitionFor(confirming, sent.read, facts);
  if (said !== null) return move(deps, confirming, said);
  const unknown = await transition(deps, confirming, {
    to: 'confirm_unknown',
    actor,
    action: sent.isRefused ? 'payment.confirm_refused' : 'payment.confirm_lost',
    changes: { confirmLost: confirming.confirmLost || !sent.isRefused },
    dueAfterMs: CONFIRM_LOST_DUE_MS,
  });
  return {
    attempt: unknown ?? (await reload(deps, confirming)),
    read: null,
    again: unknown !== null && sent.isRefused,
  };
}

/** `isRefused`: this confirm certainly did nothing. An earlier one may have, so the payment is read. */
async function sendConfirm(deps: Deps, attempt: Attempt, paymentId: string) {
  const askedAt = deps.now();
  let isRefused = false;
  try {
    const payment = await deps.inflow.confirmPayment(paymentId);
    if (payment !== null) return { read: { payment, askedAt }, isRefused };
  } catch (error) {
    if (!(error instanceof InflowError)) throw error;
    isRefused = error.outcomeKnown;
    deps.log.warn({ attemptId: attempt.id, err: error }, 'a confirm was not answered with the payment');
  }
  return { read: await readPayment(deps, attempt), isRefused };
}

async function readPayment(deps: Deps, attempt: Attempt): Promise<PaymentSnapshot | null> {
  if (attempt.paymentId === null) return null;
  const pauses = attempt.stepAgeMs < FRESH_MS ? NOT_FOUND_PAUSES_MS.values() : [].values();
  for (;;) {
    const askedAt = deps.now();
    try {
      return { payment: await deps.inflow.readPayment(attempt.paymentId), askedAt };
    } catch (error) {
      if (!(error instanceof InflowError)) throw error;
      const pause = error.kind === 'not_found' ? pauses.next() : null;
      if (pause === null || pause.done || deps.stopping.aborted) {
        deps.log.warn({ attemptId: attempt.id, err: error }, 'a payment could not be read');
        return null;
      }
      await wait(pause.value);
    }
  }
}

async function move(deps: Deps, attempt: Attempt, target: Transition): Promise<Turn> {
  const moved = await transition(deps, attempt, target);
  // Another caller was first: decide again from the state as it is now.
  if (moved === null) return { attempt: await reload(deps, attempt), read: null, again: true };
  return { attempt: moved, read: target.read ?? null, again: isActive(moved.state) };
}

async function reload(deps: Deps, attempt: Attempt): Promise<Attempt> {
  return (await findAttempt(deps.db, attempt.id)) ?? attempt;
}
