import type { ListedPayment } from '@checkout/inflow/wire';
import { inArray } from 'drizzle-orm';
import pLimit from 'p-limit';
import { isCharged } from '../attempts/classify.ts';
import { isForeign, reconcile } from '../attempts/reconcile.ts';
import { refundProvenStrays } from '../attempts/stray-refunds.ts';
import type { Queryable } from '../db/database.ts';
import { payments } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { createLease, type Lease } from './lease.ts';
import { createLookBackWindows, type LookBackWindows } from './look-back-windows.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 50;
const READS_AT_ONCE = 40;

const actor = 'reconciler' as const;

/**
 * Goes through Inflow's recent payments, on one node at a time, and reconciles each charge that is not
 * recorded as it stands there. Stray charges are refunded where `ORPHAN_CHARGES` says so.
 */
export function createChargeComparison(deps: Deps): () => Promise<boolean> {
  const windows = createLookBackWindows();
  // Longer than reading a page and reconciling what is on it takes.
  const lease = createLease(deps.db, 'charge comparison', 4 * deps.settings.callDeadlineMs);
  return async () => {
    if (!(await lease.hold())) return false;
    try {
      await compareCharges(deps, windows, lease);
      if (deps.settings.orphanCharges === 'refund') await refundProvenStrays(deps);
    } finally {
      await lease.release();
    }
    return false;
  };
}

async function compareCharges(deps: Deps, windows: LookBackWindows, lease: Lease): Promise<void> {
  const window = windows.due(deps.now().getTime());
  try {
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const askedAt = deps.now();
      const listed = await deps.inflow.listPayments({ page, limit: PAGE_SIZE });
      await reconcileUnrecorded(deps, listed.payments, askedAt);
      const horizon = askedAt.getTime() - window.backMs;
      const reached = listed.payments.every((payment) => Date.parse(payment.createdAt ?? '') < horizon);
      if (listed.payments.length === 0 || reached) break;
      if (!(await lease.hold())) return;
    }
    windows.completed(window, deps.now().getTime());
  } catch (error) {
    deps.log.warn({ err: error }, "Inflow's payments could not be compared with ours");
  }
}

async function reconcileUnrecorded(
  deps: Deps,
  listed: readonly ListedPayment[],
  askedAt: Date,
): Promise<void> {
  const recorded = await findStatuses(
    deps.db,
    listed.map((payment) => payment.id),
  );
  const unrecorded = listed.filter(
    (payment) =>
      isCharged(payment) &&
      !isForeign(payment, deps.installation.id) &&
      recorded.get(payment.id) !== payment.status,
  );
  const limit = pLimit(READS_AT_ONCE);
  const results = await Promise.allSettled(
    unrecorded.map(({ id }) =>
      limit(async () => {
        await reconcile(deps, { payment: await deps.inflow.readPayment(id), askedAt }, actor);
      }),
    ),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** The statuses that we last read of these payments; unknown ones are not in it. */
async function findStatuses(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: payments.id, status: payments.status })
    .from(payments)
    .where(inArray(payments.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.status]));
}
