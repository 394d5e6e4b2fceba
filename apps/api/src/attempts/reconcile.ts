import * as z from 'zod';
import { type Actor, recordDecision } from '../db/audit.ts';
import { inTransaction, lockByName } from '../db/database.ts';
import {
  dateOrNull,
  findPayment,
  type PaymentRow,
  type PaymentSnapshot,
  savePayment,
} from '../db/payments.ts';
import { changeSession, findSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import { adoptCharge } from './adopt.ts';
import { isCharged } from './classify.ts';
import { transitionFor } from './decide.ts';
import { ATTEMPT_KEY, INSTALLATION_KEY, isForeign, SESSION_KEY } from './payment-metadata.ts';
import { readFailure } from './provider-refusal.ts';
import { trackRefund } from './refund-store.ts';
import { spanOf } from './span-of.ts';
import { mayFollow } from './states.ts';
import { type Attempt, findAttempt, findAttemptByPayment } from './store.ts';
import { transition } from './transition.ts';

/**
 * Takes a freshly read payment into our records, for every caller alike: moves its attempt where Inflow has decided,
 * keeps the payment, tracks its refund, rebuilds what was lost of a charge of ours, and records a stray charge. Payments of others
 * are left alone.
 *
 * @returns the attempt that made the payment, or null.
 */
export async function reconcile(deps: Deps, read: PaymentSnapshot, actor: Actor): Promise<Attempt | null> {
  const attempt = await attemptOf(deps, read);
  if (attempt === null) return reconcileUnknown(deps, read, actor);
  if (!deps.tracing.isOn) return reconcileKnown(deps, read, { attempt, actor });
  return deps.tracing.span('attempt.reconcile', spanOf(attempt), () =>
    reconcileKnown(deps, read, { attempt, actor }),
  );
}

async function reconcileKnown(
  deps: Deps,
  read: PaymentSnapshot,
  { attempt, actor }: { attempt: Attempt; actor: Actor },
): Promise<Attempt> {
  const before = await findPayment(deps.db, read.payment.id);
  // An older read that arrives after a newer one.
  if (before !== null && isOlder(read, before)) return attempt;
  const { certaintyMs } = deps.settings;
  const target = transitionFor(attempt, read, { actor, installationId: deps.installation.id, certaintyMs });
  const moved =
    target !== null && mayFollow(attempt.state, target.to) ? await transition(deps, attempt, target) : null;
  if (moved === null) await keep(deps, read, { attempt, before, actor });
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
async function attemptOf({ db, installation }: Deps, { payment }: PaymentSnapshot): Promise<Attempt | null> {
  const known = await findAttemptByPayment(db, payment.id);
  if (known !== null) return known;
  if (isForeign(payment, installation.id)) return null;
  const id = z.uuid().safeParse(payment.metadatas[ATTEMPT_KEY]);
  const named = id.success ? await findAttempt(db, id.data) : null;
  // It may have learned the id between the two look-ups.
  return named?.paymentId === null || named?.paymentId === payment.id ? named : null;
}

/** A charge that no attempt here has made. Without the installation's name it is ours only where its session is here. */
async function reconcileUnknown(deps: Deps, read: PaymentSnapshot, actor: Actor): Promise<Attempt | null> {
  const { payment } = read;
  if (isForeign(payment, deps.installation.id)) return null;
  if (!isCharged(payment)) {
    await keepStray(deps, read);
    return null;
  }
  const named = payment.metadatas[SESSION_KEY];
  const session = typeof named === 'string' ? await findSession(deps.db, named) : null;
  if (session === null && payment.metadatas[INSTALLATION_KEY] === undefined) return null;
  const adopted = await adoptCharge(deps, read, { actor });
  if (adopted === null) await recordStrayCharge(deps, read, { sessionId: session?.id ?? null, actor });
  await trackRefund(deps, payment, actor);
  return adopted;
}

/** A recorded stray charge that has failed since: it stays recorded, as it is now. */
async function keepStray(deps: Deps, read: PaymentSnapshot): Promise<void> {
  const before = await findPayment(deps.db, read.payment.id);
  if (before !== null) await savePayment(deps.db, read, { attemptId: null, sessionId: before.sessionId });
}

/** A charge of ours without an attempt that could own it: a person has to decide about it. */
async function recordStrayCharge(
  deps: Deps,
  read: PaymentSnapshot,
  { sessionId, actor }: { sessionId: string | null; actor: Actor },
): Promise<void> {
  const { payment } = read;
  const isNew = await inTransaction(deps.db, async (tx) => {
    // There may be no row to lock yet; two readings of one payment must record it once.
    await lockByName(tx, `payment ${payment.id}`);
    const before = await findPayment(tx, payment.id);
    await savePayment(tx, read, { attemptId: null, sessionId, orphan: true });
    if (before?.orphan === true) return false;
    deps.log.error({ paymentId: payment.id }, 'found a stray charge: it belongs to no attempt');
    await recordDecision(tx, {
      actor,
      action: 'payment.orphan_found',
      sessionId,
      paymentId: payment.id,
      to: 'orphaned',
    });
    return true;
  });
  const noted = { sessionId, attemptId: null, paymentId: payment.id, state: 'orphaned' };
  if (isNew) deps.steps.noted(noted, { actor, action: 'payment.orphan_found' });
}

/** What the audit trail says of a status that moves no attempt. */
const NOTED: Readonly<Record<string, string>> = {
  PAYMENT_RECEIVED: 'payment.received',
  PAYMENT_SUCCESS: 'payment.settled',
  REFUND_PENDING: 'payment.refund_pending',
  PARTIAL_REFUNDED: 'payment.partly_refunded',
  REFUND_FAILED: 'payment.refund_failed',
};

/** Keeps a payment that moves no attempt. Where its status is news, says so in the audit trail and to the session's page. */
async function keep(
  deps: Deps,
  read: PaymentSnapshot,
  { attempt, before, actor }: { attempt: Attempt; before: PaymentRow | null; actor: Actor },
): Promise<void> {
  const { id: attemptId, sessionId } = attempt;
  const { id: paymentId, status } = read.payment;
  const action = NOTED[status];
  if (action === undefined || status === before?.status) {
    await savePayment(deps.db, read, { attemptId, sessionId });
    return;
  }
  const isNew = await inTransaction(deps.db, async (tx) => {
    // In the order of `transition`: the session before the payment.
    if (sessionId !== null) await changeSession(tx, sessionId);
    await lockByName(tx, `payment ${paymentId}`);
    const now = await findPayment(tx, paymentId);
    await savePayment(tx, read, { attemptId, sessionId });
    if (now?.status === status) return false;
    const from = now?.status ?? null;
    await recordDecision(tx, { actor, action, sessionId, attemptId, paymentId, from, to: status });
    return true;
  });
  if (isNew) deps.steps.noted({ sessionId, attemptId, paymentId, state: status }, { actor, action });
}

/** By Inflow's own time; where it gives none, no read is taken for an older one. */
function isOlder({ payment }: PaymentSnapshot, before: PaymentRow): boolean {
  const updatedAt = dateOrNull(payment.updatedAt);
  return updatedAt !== null && before.providerUpdatedAt !== null && updatedAt < before.providerUpdatedAt;
}
