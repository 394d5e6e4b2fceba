import { InflowError } from '@checkout/inflow/errors';
import { absorb } from '../attempts/reconcile.ts';
import { settle } from '../attempts/resolve.ts';
import { isActive } from '../attempts/states.ts';
import { findSettled, isAsKept, type Kept } from '../db/payments.ts';
import { type ClaimedDelivery, claimDeliveries, markFailed, markProcessed } from '../db/webhook-inbox.ts';
import type { Deps } from '../deps.ts';
import { inParallel } from '../in-parallel.ts';

/** What is claimed at once, and how many payments are read meanwhile: a backlog of hints must not keep an outcome waiting. */
const BATCH = 64;
const READS_AT_ONCE = 16;

const actor = 'webhook' as const;

/**
 * Takes some of the deliveries that are due, reads each payment that they name from Inflow, once however many of them name
 * it, and takes in what it says now. Late, doubled and reordered deliveries therefore all lead to the same place; what
 * could not be read is tried again later. Answers whether more may be due.
 */
export async function processDeliveries(deps: Deps): Promise<boolean> {
  // Until the last of them has been read. One that takes longer may be read twice, which changes nothing.
  const forMs = deps.settings.callDeadlineMs * (BATCH / READS_AT_ONCE);
  const claimed = await claimDeliveries(deps.db, { limit: BATCH, forMs });
  const paymentIds = [...new Set(claimed.flatMap(paymentIdsOf))];
  const settled = await findSettled(deps.db, paymentIds);
  const failures = new Map<string, string>();
  await inParallel(
    paymentIds,
    async (paymentId) => {
      try {
        await takeIn(deps, paymentId, settled.get(paymentId));
      } catch (error) {
        deps.log.warn({ paymentId, err: error }, 'the payment of a webhook delivery could not be taken in');
        const kind = error instanceof InflowError ? `${error.operation}: ${error.kind}` : 'internal error';
        failures.set(paymentId, kind);
      }
    },
    READS_AT_ONCE,
  );
  const failureOf = (delivery: ClaimedDelivery) =>
    paymentIdsOf(delivery)
      .map((id) => failures.get(id))
      .find((failure) => failure !== undefined);
  await markProcessed(
    deps.db,
    claimed.filter((delivery) => failureOf(delivery) === undefined).map(({ svixId }) => svixId),
  );
  for (const delivery of claimed) {
    const failure = failureOf(delivery);
    if (failure !== undefined) await markFailed(deps.db, delivery.svixId, failure);
  }
  return claimed.length === BATCH;
}

function paymentIdsOf({ events }: ClaimedDelivery): string[] {
  return events.map(({ paymentId }) => paymentId).filter((id) => id !== null);
}

async function takeIn(deps: Deps, paymentId: string, settled: Kept | undefined): Promise<void> {
  const at = deps.now();
  const payment = await deps.inflow.readPayment(paymentId).catch((error: unknown) => {
    // A signed hint at a payment that does not exist (another environment's): nothing will ever come of it.
    if (error instanceof InflowError && error.kind === 'not_found') return null;
    throw error;
  });
  if (payment === null || (settled !== undefined && isAsKept(payment, settled))) return;
  const attempt = await absorb(deps, { payment, at }, actor);
  if (attempt !== null && attempt.paymentId !== null && isActive(attempt.state))
    await settle(deps, attempt, { actor });
}
