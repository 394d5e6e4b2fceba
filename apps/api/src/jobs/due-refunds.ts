import pLimit from 'p-limit';
import { claimDueRefunds } from '../attempts/refund-store.ts';
import { resolveRefund } from '../attempts/refunds.ts';
import type { Deps } from '../deps.ts';

const BATCH = 200;
const AT_ONCE = 40;

/** Finds out what became of refunds that are pending or whose response was lost. */
export async function resolveDueRefunds(deps: Deps): Promise<boolean> {
  const due = await claimDueRefunds(deps.db, { limit: BATCH, pauseMs: deps.settings.reconcileAfterMs });
  await pLimit(AT_ONCE).map(due, async (paymentId) => {
    try {
      await resolveRefund(deps, paymentId, 'reconciler');
    } catch (err) {
      deps.log.warn({ paymentId, err }, 'a refund could not be resolved');
    }
  });
  return due.length === BATCH;
}
