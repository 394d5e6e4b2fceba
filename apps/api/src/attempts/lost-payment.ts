import { InflowError } from '@checkout/inflow/errors';
import type { PaymentSnapshot } from '../db/payments.ts';
import type { Deps } from '../deps.ts';
import type { Attempt } from './store.ts';

export type LostPayment =
  | { readonly kind: 'found'; readonly read: PaymentSnapshot }
  | { readonly kind: 'none' }
  /** The list, or the payment, could not be read: nothing can be concluded. */
  | { readonly kind: 'unreadable' };

/** Looks in Inflow's list, by our own metadata, for the payment of an attempt whose create got no response, and reads it. */
export async function findLostPayment(deps: Deps, attempt: Attempt): Promise<LostPayment> {
  const ids = await deps.paymentScan.since(attempt.createdAt);
  if (ids === null) return { kind: 'unreadable' };
  const paymentId = ids.get(attempt.id);
  if (paymentId === undefined) return { kind: 'none' };
  const askedAt = deps.now();
  try {
    return { kind: 'found', read: { payment: await deps.inflow.readPayment(paymentId), askedAt } };
  } catch (error) {
    if (!(error instanceof InflowError)) throw error;
    return { kind: 'unreadable' };
  }
}
