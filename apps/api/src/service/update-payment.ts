import { isDeepStrictEqual } from 'node:util';
import { InflowError } from '@checkout/inflow/errors';
import type { Payment } from '@checkout/inflow/wire';
import { currencySchema } from '@checkout/schemas/money';
import { subtotalOf, totalProblem } from '@checkout/schemas/product';
import type { UpdatePayment } from '@checkout/schemas/service';
import { AppError, found } from '../app-error.ts';
import { refusalOf } from '../attempts/provider-refusal.ts';
import { readAndReconcile } from '../attempts/reconcile.ts';
import { type Attempt, findAttemptByPayment } from '../attempts/store.ts';
import { type Actor, recordDecision } from '../db/audit.ts';
import { findPayment, type PaymentRow } from '../db/payments.ts';
import type { Deps } from '../deps.ts';

type Products = UpdatePayment['products'];

/**
 * Gives a payment that is not confirmed yet other products, and keeps it as Inflow then has it. The intention is in the audit trail
 * before it is sent. Where the response is lost, the payment itself says whether it was done.
 * @throws AppError `NOT_FOUND`, `PAYMENT_NOT_UPDATABLE`, `INVALID_INPUT` for a total that a create would refuse too,
 * `OUTCOME_UNKNOWN`, or why Inflow refused it.
 */
export async function changeProducts(
  deps: Deps,
  { paymentId, products, actor }: UpdatePayment & { readonly actor: Actor },
): Promise<void> {
  const attempt = found(await findAttemptByPayment(deps.db, paymentId));
  assertMayChange(attempt, products);
  const note = (action: string) =>
    recordDecision(deps.db, { actor, action, attemptId: attempt.id, paymentId });
  const before = await findPayment(deps.db, paymentId);
  await note('payment.updating');

  const sent = await sendUpdate(deps, paymentId, products);
  await note(NOTED[sent.kind]);
  if (sent.kind === 'refused') throw sent.error;
  const payment = await readBack(deps, paymentId, actor);
  if (sent.kind === 'done') return;
  if (!showsProducts(payment, products, before)) throw new AppError('OUTCOME_UNKNOWN');
  await note(NOTED.done);
}

const NOTED = {
  done: 'payment.updated',
  lost: 'payment.update_lost',
  refused: 'payment.update_refused',
} as const;

function assertMayChange({ sessionId, state, currency }: Attempt, products: Products): void {
  const isUnconfirmed = ['created', 'awaiting_confirmation', 'requires_action'].includes(state);
  // The price of a session is the session's: its payment must not be given another.
  if (sessionId !== null || !isUnconfirmed) throw new AppError('PAYMENT_NOT_UPDATABLE');
  const problem = totalProblem(products, currencySchema.parse(currency));
  if (problem !== null) throw new AppError('INVALID_INPUT', { products: [problem] });
}

type Sent =
  | { readonly kind: 'done' | 'lost' }
  /** Inflow certainly changed nothing. */
  | { readonly kind: 'refused'; readonly error: AppError };

async function sendUpdate(deps: Deps, paymentId: string, products: Products): Promise<Sent> {
  try {
    await deps.inflow.updatePayment(paymentId, { products });
    return { kind: 'done' };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.reason === 'REJECTED_BY_PROVIDER')
      return { kind: 'refused', error: new AppError('PAYMENT_NOT_UPDATABLE', refusal.fieldErrors) };
    if (refusal !== null) return { kind: 'refused', error: new AppError(refusal.reason) };
    if (!(error instanceof InflowError)) throw error;
    deps.log.warn({ paymentId, err: error }, 'the response to an update was lost');
    return { kind: 'lost' };
  }
}

/** Something was sent, so a failed read leaves the outcome unknown. */
async function readBack(deps: Deps, paymentId: string, actor: Actor): Promise<Payment> {
  try {
    return (await readAndReconcile(deps, paymentId, actor)).payment;
  } catch (error) {
    throw error instanceof AppError ? new AppError('OUTCOME_UNKNOWN') : error;
  }
}

/** The products tell. So does their total, where Inflow leaves them out or writes them in another way, but only if it is another one than before. */
function showsProducts(payment: Payment, products: Products, before: PaymentRow | null): boolean {
  if (isDeepStrictEqual(payment.products, products)) return true;
  const total = subtotalOf(products);
  return payment.amountInCents === total && before !== null && before.amount !== total;
}
