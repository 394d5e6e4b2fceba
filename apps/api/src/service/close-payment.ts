import type { ClosedPayment, ClosePayment } from '@checkout/schemas/service';
import { AppError, found } from '../app-error.ts';
import { resolve } from '../attempts/resolve.ts';
import { isOpen } from '../attempts/states.ts';
import {
  type Attempt,
  findActiveAttempt,
  findAttemptByKey,
  findAttemptByPayment,
  findCurrentAttempt,
} from '../attempts/store.ts';
import { transition } from '../attempts/transition.ts';
import type { Actor } from '../db/audit.ts';
import { sessionIdOf } from '../db/session-reference.ts';
import type { Deps } from '../deps.ts';

/**
 * `payments.close`: a person ends the wait for an outcome that cannot be learned. Inflow is asked once more before. Nothing is sent
 * for the attempt afterwards; if it turns out charged after all, the charge is recorded: as the session's payment, or as a stray charge
 * where another has paid.
 * @throws AppError `NOT_FOUND`; `ATTEMPT_IN_PROGRESS` while a call for it may be running.
 */
export async function closePayment(deps: Deps, input: ClosePayment, actor: Actor): Promise<ClosedPayment> {
  const { attempt } = await resolve(deps, found(await attemptOf(deps, input, actor)), { actor });
  if (!isOpen(attempt.state)) return viewOf(attempt, false);
  // A call of this api may still be answered.
  if (['creating', 'created', 'confirming'].includes(attempt.state))
    throw new AppError('ATTEMPT_IN_PROGRESS');
  const closed = await transition(deps, attempt, {
    to: 'abandoned',
    actor,
    action: 'payment.closed',
    changes: { declineCode: 'closed' },
  });
  if (closed === null) throw new AppError('ATTEMPT_IN_PROGRESS');
  return viewOf(closed, true);
}

async function attemptOf({ db }: Deps, input: ClosePayment, actor: Actor): Promise<Attempt | null> {
  const { paymentId, sessionId, idempotencyKey } = input;
  if (paymentId !== undefined) return findAttemptByPayment(db, paymentId);
  if (sessionId !== undefined) {
    const id = found(await sessionIdOf(db, sessionId));
    return (await findActiveAttempt(db, id)) ?? (await findCurrentAttempt(db, id));
  }
  return findAttemptByKey(db, actor, idempotencyKey ?? '');
}

const viewOf = ({ state, paymentId, sessionId }: Attempt, closed: boolean): ClosedPayment => ({
  closed,
  state,
  paymentId,
  sessionId,
});
