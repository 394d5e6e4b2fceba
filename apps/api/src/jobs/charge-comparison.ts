import { InflowError } from '@checkout/inflow/errors';
import type { ListedPayment } from '@checkout/inflow/wire';
import { inArray } from 'drizzle-orm';
import pLimit from 'p-limit';
import { isCharged } from '../attempts/classify.ts';
import { type PaymentList, readPaymentList } from '../attempts/payment-list.ts';
import { isForeign } from '../attempts/payment-metadata.ts';
import { reconcile } from '../attempts/reconcile.ts';
import { refundProvenStrays } from '../attempts/stray-refunds.ts';
import { type Compared, findComparisonFacts, recordComparison } from '../db/comparisons.ts';
import type { Queryable } from '../db/database.ts';
import { recogniseDatabase } from '../db/installation.ts';
import { payments } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { createLease } from './lease.ts';
import { createLookBackWindows, isWhole, LIST_LAG_MS, RECOVERY_SLACK_MS } from './look-back-windows.ts';

/** Of a reading that goes far back, in one run: between two runs the recent payments are compared. */
const PAGES_A_RUN = 25;
const READS_AT_ONCE = 40;
/** Foreign payments whose list does not say whose they are; more are read again. */
const REMEMBERED_FOREIGN = 100_000;

const actor = 'reconciler' as const;

/** One comparison, from its beginning to where it ends. */
type Comparison = Pick<Compared, 'beganAt'> & {
  since: number;
  readonly list: PaymentList;
  readonly isUrgent: boolean;
  /** Payments that could not be read or reconciled yet. */
  readonly failed: Set<string>;
  unreadable: number;
};

/**
 * Goes through Inflow's list of payments, on one node at a time, and reconciles each of ours that is not recorded as it
 * stands there. Recent payments are compared in each run; what goes further back goes on from run to run, with the lease held.
 * Stray charges are refunded where `ORPHAN_CHARGES` says so.
 */
export function createChargeComparison(deps: Deps): () => Promise<boolean> {
  const windows = createLookBackWindows();
  // Longer than reading a page, or reconciling what is on it, takes.
  const lease = createLease(deps.db, 'charge comparison', 4 * deps.settings.callDeadlineMs);
  const foreign = new Set<string>();
  let far: Comparison | null = null;
  let recentRestsUntil = Number.NEGATIVE_INFINITY;

  async function run(): Promise<boolean> {
    // After a failover this process goes on with another database.
    await recogniseDatabase(deps.db, deps.log);
    if (performance.now() >= recentRestsUntil) {
      const began = performance.now();
      await compareRecent();
      // Where it has to read a long list to its end each time, it does not do so all the time.
      recentRestsUntil = 2 * performance.now() - began;
    }
    if (deps.settings.orphanCharges === 'refund') await refundProvenStrays(deps);
    return compareFar();
  }

  async function compareRecent(): Promise<void> {
    const facts = await findComparisonFacts(deps.db);
    const recent = beginComparison(deps, {
      since: windows.recent(facts),
      beganAt: facts.now,
      isUrgent: false,
    });
    try {
      if (await goOn(recent, Number.POSITIVE_INFINITY)) await complete(recent);
    } catch (err) {
      if (!(err instanceof InflowError)) throw err;
      deps.log.warn({ err }, "Inflow's recent payments could not be compared with ours");
    }
  }

  /** Answers whether there is more of it to be done at once. */
  async function compareFar(): Promise<boolean> {
    const facts = await findComparisonFacts(deps.db);
    const due = windows.far(facts);
    if (due === null) far = null;
    else if (far === null || (due.isUrgent && !far.isUrgent))
      far = beginComparison(deps, { ...due, beganAt: facts.now });
    const current = far;
    if (current === null) return false;
    try {
      if (!(await goOn(current, PAGES_A_RUN))) return true;
      if (!(await complete(current))) windows.failed({ beganAt: current.beganAt, now: facts.now });
      far = null;
    } catch (err) {
      if (!(err instanceof InflowError)) throw err;
      deps.log.warn(
        { err, since: timeText(current.since) },
        "the comparison with Inflow's list will be resumed",
      );
    }
    return false;
  }

  /** Compares at most so many pages. Answers whether that was the last one. */
  async function goOn(comparison: Comparison, pages: number): Promise<boolean> {
    for (let count = 0; count < pages; count += 1) {
      const page = await comparison.list.next();
      await holdOn();
      await reconcileChanged(deps, { listed: page.payments, failed: comparison.failed, foreign });
      comparison.unreadable += page.unreadable;
      if (page.end === 'list') comparison.since = Number.NEGATIVE_INFINITY;
      if (page.end !== null) return true;
      if (deps.stopping.aborted) return false;
      await holdOn();
    }
    return false;
  }

  async function holdOn(): Promise<void> {
    if (!(await lease.hold())) throw new Error('Another node compares');
  }

  /** Counts it as done, unless something in it could not be compared. */
  async function complete(comparison: Comparison): Promise<boolean> {
    const { since, beganAt, unreadable } = comparison;
    // Once more: most often Inflow just failed for a moment.
    const failed = await reconcileAll(deps, [...comparison.failed], foreign);
    if (failed.length > 0 || unreadable > 0) {
      const facts = { failed: failed.length, unreadable, since: timeText(since) };
      deps.log.warn(facts, "some of Inflow's payments could not be compared with ours");
      return false;
    }
    const rule = { isWhole: isWhole(comparison), slackMs: RECOVERY_SLACK_MS, lagMs: LIST_LAG_MS };
    await recordComparison(deps.db, { since, beganAt }, rule);
    windows.completed({ since, beganAt });
    return true;
  }

  return async () => {
    if (!(await lease.hold())) {
      far = null;
      return false;
    }
    let goesOn = false;
    try {
      goesOn = await run();
      return goesOn;
    } finally {
      if (!goesOn || deps.stopping.aborted) await lease.release();
    }
  };
}

function beginComparison(
  { inflow }: Deps,
  { since, ...rest }: Pick<Comparison, 'since' | 'beganAt' | 'isUrgent'>,
): Comparison {
  return { ...rest, since, list: readPaymentList(inflow, since), failed: new Set(), unreadable: 0 };
}

function timeText(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString() : 'the beginning';
}

type Page = {
  readonly listed: readonly ListedPayment[];
  /** Those that could not be reconciled are added. */
  readonly failed: Set<string>;
  /** Payments that were read because their list does not say whose they are, and turned out to be of others. */
  readonly foreign: Set<string>;
};

/** Reconciles those payments of ours that the list shows in another status than they are recorded in. */
async function reconcileChanged(deps: Deps, { listed, failed, foreign }: Page): Promise<void> {
  const recorded = await findStatuses(
    deps.db,
    listed.map(({ id }) => id),
  );
  const changed = listed.filter((payment) => {
    const status = recorded.get(payment.id);
    if (status !== undefined) return status !== payment.status;
    return isCharged(payment) && !foreign.has(payment.id) && mayBeOurs(payment, deps.installation.id);
  });
  if (foreign.size > REMEMBERED_FOREIGN) foreign.clear();
  const ids = changed.map(({ id }) => id);
  for (const id of await reconcileAll(deps, ids, foreign)) failed.add(id);
}

/** A list that leaves the metadata out does not say whose a payment is: the payment does. */
function mayBeOurs({ metadatas }: ListedPayment, installationId: string): boolean {
  return metadatas === null || !isForeign({ metadatas }, installationId);
}

/**
 * Reads and reconciles payments. Returns those for which that failed: one must not keep the others from it. Adds those that turn
 * out to be of others to `foreign`.
 */
async function reconcileAll(deps: Deps, ids: readonly string[], foreign: Set<string>): Promise<string[]> {
  const failed: string[] = [];
  await pLimit(READS_AT_ONCE).map(ids, async (paymentId) => {
    const askedAt = deps.now();
    try {
      const payment = await deps.inflow.readPayment(paymentId);
      if (isForeign(payment, deps.installation.id)) foreign.add(paymentId);
      await reconcile(deps, { payment, askedAt }, actor);
    } catch (err) {
      deps.log.warn({ paymentId, err }, 'a payment could not be compared with ours');
      failed.push(paymentId);
    }
  });
  return failed;
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
