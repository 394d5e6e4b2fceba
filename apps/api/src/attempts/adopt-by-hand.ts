import type { Actor } from '../db/audit.ts';
import { findPayment } from '../db/payments.ts';
import type { Deps } from '../deps.ts';
import { adoptCharge } from './adopt.ts';
import { classify } from './classify.ts';
import { readAndReconcile } from './reconcile.ts';
import { transition } from './transition.ts';

/**
 * A person decides that a stray charge is the payment of its session, though its amount is not the agreed one. Never beside another
 * payment that paid the session: that would be a second charge.
 *
 * @returns `adopted`; `not_stray` for a charge that is none (any more); `does_not_fit` where the session was paid by another, is not
 * known here, or the charge does not stand.
 * @throws AppError `NOT_FOUND`, or why Inflow could not be read.
 */
export async function adoptByHand(
  deps: Deps,
  paymentId: string,
  actor: Actor,
): Promise<'adopted' | 'not_stray' | 'does_not_fit'> {
  const { attempt, ...read } = await readAndReconcile(deps, paymentId, actor);
  const row = await findPayment(deps.db, paymentId);
  if (row?.orphan !== true) return 'not_stray';
  if (classify(read.payment).kind !== 'charged') return 'does_not_fit';
  const adopted =
    attempt === null
      ? await adoptCharge(deps, read, { actor, anyAmount: true })
      : await transition(deps, attempt, { to: 'succeeded', actor, action: 'payment.adopted', read });
  return adopted === null ? 'does_not_fit' : 'adopted';
}
