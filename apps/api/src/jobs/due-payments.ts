import pLimit from 'p-limit';
import { reconcile } from '../attempts/reconcile.ts';
import { claimDuePayments } from '../db/payments.ts';
import type { Deps } from '../deps.ts';

const BATCH = 200;
const AT_ONCE = 40;

/** Reads the payments of which Inflow is expected to say more, until it has: without webhooks nothing else may tell so in time. */
export async function readDuePayments(deps: Deps): Promise<boolean> {
  const due = await claimDuePayments(deps.db, BATCH);
  await pLimit(AT_ONCE).map(due, async (paymentId) => {
    const askedAt = deps.now();
    try {
      await reconcile(deps, { payment: await deps.inflow.readPayment(paymentId), askedAt }, 'reconciler');
    } catch (err) {
      deps.log.warn({ paymentId, err }, 'a payment could not be followed');
    }
  });
  return due.length === BATCH;
}
