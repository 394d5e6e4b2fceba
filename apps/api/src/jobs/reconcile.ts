import { findDueRefunds } from '../attempts/refund-store.ts';
import { settleRefund } from '../attempts/refunds.ts';
import { settle } from '../attempts/resolve.ts';
import { claimDueAttempts } from '../attempts/store.ts';
import type { Deps } from '../deps.ts';
import { inParallel } from '../in-parallel.ts';
import { expireSessions } from './expire-sessions.ts';
import { forgetOrigins } from './forget-origins.ts';
import { forgetProcessedDeliveries } from './retention.ts';

const BATCH = 200;

const actor = 'reconciler' as const;

/** One round: whatever a crash, a timeout or a lost message left open is brought to its end. */
export async function reconcile(deps: Deps): Promise<void> {
  // A part that fails must not keep the others.
  for (const part of PARTS) {
    const start = performance.now();
    await part(deps).catch((error: unknown) => deps.log.error({ err: error }, `${part.name} failed`));
    const ms = Math.round((performance.now() - start) * 10) / 10;
    deps.log.debug({ part: part.name, ms }, 'a part of a reconciliation has ended');
  }
}

const PARTS = [settleDueAttempts, settleDueRefunds, expireSessions, forgetOrigins, forgetProcessedDeliveries];

async function settleDueAttempts(deps: Deps): Promise<void> {
  const due = await claimDueAttempts(deps.db, { limit: BATCH, pauseMs: deps.settings.reconcileAfterMs });
  await inParallel(due, async (attempt) => {
    await settle(deps, attempt, { actor });
  });
}

async function settleDueRefunds(deps: Deps): Promise<void> {
  const due = await findDueRefunds(deps.db, ago(deps, deps.settings.reconcileAfterMs), BATCH);
  await inParallel(due, async (refund) => {
    await settleRefund(deps, refund, actor).catch((error: unknown) => {
      deps.log.warn({ paymentId: refund.paymentId, err: error }, 'a refund could not be settled');
    });
  });
}

function ago(deps: Deps, ms: number): Date {
  return new Date(deps.now().getTime() - ms);
}
