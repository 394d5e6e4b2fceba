import { reconcile } from '../attempts/reconcile.ts';
import { claimDuePayments } from '../db/payments.ts';
import type { Deps } from '../deps.ts';
import { runBatch } from './run-batch.ts';

/** Reads the payments of which Inflow is expected to say more, until it has: without webhooks nothing else may tell so in time. */
export function readDuePayments(deps: Deps): Promise<boolean> {
  return runBatch({
    claim: (limit) => claimDuePayments(deps.db, limit),
    async work(paymentId) {
      const askedAt = deps.now();
      await reconcile(deps, { payment: await deps.inflow.readPayment(paymentId), askedAt }, 'reconciler');
    },
    onFailure: (paymentId, err) => deps.log.warn({ paymentId, err }, 'a payment could not be followed'),
  });
}
