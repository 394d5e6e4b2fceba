import { claimDueRefunds } from '../attempts/refund-store.ts';
import { resolveRefund } from '../attempts/refunds.ts';
import type { Deps } from '../deps.ts';
import { runBatch } from './run-batch.ts';

/** Finds out what became of refunds that are pending or whose response was lost. */
export function resolveDueRefunds(deps: Deps): Promise<boolean> {
  const pauseMs = deps.settings.reconcileAfterMs;
  return runBatch({
    claim: (limit) => claimDueRefunds(deps.db, { limit, pauseMs }),
    work: (paymentId) => resolveRefund(deps, paymentId, 'reconciler'),
    onFailure: (paymentId, err) => deps.log.warn({ paymentId, err }, 'a refund could not be resolved'),
  });
}
