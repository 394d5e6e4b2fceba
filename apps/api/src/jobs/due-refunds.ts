import pLimit from 'p-limit';
import { findDueRefunds } from '../attempts/refund-store.ts';
import { resolveRefund } from '../attempts/refunds.ts';
import type { Deps } from '../deps.ts';

const BATCH = 200;
const AT_ONCE = 40;

/** Finds out what became of refunds that are pending or whose response was lost. */
export async function resolveDueRefunds(deps: Deps): Promise<boolean> {
  const due = await findDueRefunds(deps.db, { afterMs: deps.settings.reconcileAfterMs, limit: BATCH });
  await pLimit(AT_ONCE).map(due, async (refund) => {
    try {
      await resolveRefund(deps, refund, 'reconciler');
    } catch (err) {
      deps.log.warn({ paymentId: refund.paymentId, err }, 'a refund could not be resolved');
    }
  });
  // Those that stay pending are due still: without a pause this run would never end.
  return false;
}
