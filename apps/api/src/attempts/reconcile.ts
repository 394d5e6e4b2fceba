import * as z from 'zod';
import { type Actor, recordDecision } from '../db/audit.ts';
import { inTransaction, lockByName } from '../db/database.ts';
import { findPayment, type PaymentSnapshot, savePayment } from '../db/payments.ts';
import { findSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { ATTEMPT_KEY, isCharged, SESSION_KEY } from './classify.ts';
import { transitionFor } from './decide.ts';
import { readFailure } from './provider-refusal.ts';
import { trackRefund } from './refund-store.ts';
import { mayFollow } from './states.ts';
import { type Attempt, findAttempt, findAttemptByPayment } from './store.ts';
import { transition } from './transition.ts';

/**
 * Takes a freshly read payment into our records, for every caller alike: moves its attempt where Inflow has decided,
 * keeps the payment, tracks its refund, and records a stray charge. Payments that are not ours are left alone.
 *
 * @returns the attempt that made the payment, or null.
 */
export async function reconcile(deps: Deps, read: PaymentSnapshot, actor: Actor): Promise<Attempt | null> {
  const attempt = await attemptOf(deps, read);
  if (attempt === null) {
    await recordStrayCharge(deps, read, actor);
    return null;
  }
  const target = transitionFor(attempt, read, actor);
  const moved =
    target !== null && mayFollow(attempt.state, target.to) ? await transition(deps, attempt, target) : null;
  if (moved === null) {
    const { id: attemptId, sessionId } = attempt;
    await savePayment(deps.db, read, { attemptId, sessionId });
  }
  await trackRefund(deps, read.payment, actor);
  return moved ?? attempt;
}

/**
 * Reads a payment from Inflow and reconciles it. Returns what was read, and the attempt that made the payment, if one did.
 * @throws AppError `NOT_FOUND`, or why Inflow could not be read.
 */
export async function readAndReconcile(
  deps: Deps,
  paymentId: string,
  actor: Actor,
): Promise<PaymentSnapshot & { readonly attempt: Attempt | null }> {
  const askedAt = deps.now();
  const payment = await deps.inflow.readPayment(paymentId).catch((error: unknown) => {
    throw readFailure(error) ?? error;
  });
  const read = { payment, askedAt };
  return { ...read, attempt: await reconcile(deps, read, actor) };
}

/** By the payment's id; else by our metadata, when the attempt never learned the id. */
async function attemptOf({ db }: Deps, { payment }: PaymentSnapshot): Promise<Attempt | null> {
  const known = await findAttemptByPayment(db, payment.id);
  if (known !== null) return known;
  const id = z.uuid().safeParse(payment.metadatas[ATTEMPT_KEY]);
  const named = id.success ? await findAttempt(db, id.data) : null;
  return named?.paymentId === null ? named : null;
}

/** A charge with our metadata and without an attempt that could own it: a person has to decide about it. */
async function recordStrayCharge(deps: Deps, read: PaymentSnapshot, actor: Actor): Promise<void> {
  const { payment } = read;
  const named = payment.metadatas[SESSION_KEY];
  if (typeof named !== 'string' || !isCharged(payment)) return;
  const session = await findSession(deps.db, named);
  if (session?.paymentId === payment.id) return;
  const sessionId = session?.id ?? null;
  await inTransaction(deps.db, async (tx) => {
    // There may be no row to lock yet; two readings of one payment must record it once.
    await lockByName(tx, `payment ${payment.id}`);
    const before = await findPayment(tx, payment.id);
    await savePayment(tx, read, { attemptId: null, sessionId, orphan: true });
    if (before?.orphan === true) return;
    deps.log.error({ paymentId: payment.id }, 'found a stray charge: it belongs to no attempt');
    await recordDecision(tx, {
      actor,
      action: 'payment.orphan_found',
      sessionId,
      paymentId: payment.id,
      to: 'orphaned',
    });
  });
}
