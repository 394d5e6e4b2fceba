import * as z from 'zod';
import type { Actor } from '../db/audit.ts';
import { recordDecision } from '../db/audit.ts';
import { findPayment, savePayment } from '../db/payments.ts';
import { findSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { ATTEMPT_KEY, isCharged, SESSION_KEY } from './classify.ts';
import { stepFor } from './decide.ts';
import { readFailure } from './provider-refusal.ts';
import { trackRefund } from './refund-track.ts';
import { mayFollow } from './states.ts';
import { type Attempt, findAttempt, findAttemptByPayment } from './store.ts';
import { advance, type Read } from './transition.ts';

/**
 * Takes in a payment that was freshly read, whoever caused the reading: moves its attempt where Inflow has decided,
 * keeps the payment, and finds out a charge that nobody recorded. Payments that are not ours are left alone.
 */
export async function absorb(deps: Deps, read: Read, actor: Actor): Promise<Attempt | null> {
  const attempt = await attemptOf(deps, read);
  if (attempt === null) {
    await absorbStranger(deps, read, actor);
    return null;
  }
  const step = stepFor(attempt, read, actor);
  const moved =
    step !== null && mayFollow(attempt.state, step.to) ? await advance(deps, attempt, step) : null;
  if (moved === null) {
    const { id: attemptId, sessionId } = attempt;
    await savePayment(deps.db, read.payment, { attemptId, sessionId, readAt: read.at });
  }
  await trackRefund(deps, read.payment, actor);
  return moved ?? attempt;
}

/**
 * Reads a payment from Inflow and takes it in. Answers what was read, and the attempt it belongs to, if one does.
 * @throws AppError `NOT_FOUND`, or why Inflow could not be read.
 */
export async function readAndAbsorb(
  deps: Deps,
  paymentId: string,
  actor: Actor,
): Promise<Read & { readonly attempt: Attempt | null }> {
  const at = deps.now();
  const payment = await deps.inflow.readPayment(paymentId).catch((error: unknown) => {
    throw readFailure(error) ?? error;
  });
  return { payment, at, attempt: await absorb(deps, { payment, at }, actor) };
}

/** By the payment's id; else by our metadata, when the attempt never learned the id. */
async function attemptOf(deps: Deps, { payment }: Read): Promise<Attempt | null> {
  const known = await findAttemptByPayment(deps.db, payment.id);
  if (known !== null) return known;
  const id = z.uuid().safeParse(payment.metadatas[ATTEMPT_KEY]);
  const named = id.success ? await findAttempt(deps.db, id.data) : null;
  return named?.paymentId === null ? named : null;
}

/** Our metadata, but no attempt of ours that could own it: if it was charged, somebody must look. */
async function absorbStranger(deps: Deps, { payment, at }: Read, actor: Actor): Promise<void> {
  const named = payment.metadatas[SESSION_KEY];
  if (typeof named !== 'string' || !isCharged(payment)) return;
  const session = await findSession(deps.db, named);
  if (session?.paymentId === payment.id) return;
  const before = await findPayment(deps.db, payment.id);
  const sessionId = session?.id ?? null;
  await deps.db.transaction(async (tx) => {
    await savePayment(tx, payment, { attemptId: null, sessionId, orphan: true, readAt: at });
    if (before?.orphan === true) return;
    deps.log.error({ paymentId: payment.id }, 'found a charge that belongs to no attempt');
    await recordDecision(tx, {
      actor,
      action: 'payment.orphan_found',
      sessionId,
      paymentId: payment.id,
      to: 'orphaned',
    });
  });
}
