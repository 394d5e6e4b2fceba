import { InflowError } from '@checkout/inflow/errors';
import type { Payment } from '@checkout/inflow/wire';
import { sql } from 'drizzle-orm';
import pLimit from 'p-limit';
import { reconcile } from '../attempts/reconcile.ts';
import { isUnresolvedRefund } from '../attempts/refund-store.ts';
import { resolve } from '../attempts/resolve.ts';
import { isActive } from '../attempts/states.ts';
import { findAttemptByPayment } from '../attempts/store.ts';
import type { Queryable } from '../db/database.ts';
import { dateOrNull, type PaymentRow } from '../db/payments.ts';
import { payments } from '../db/schema.ts';
import { prepared, selected } from '../db/statements.ts';
import { type ClaimedDelivery, claimDeliveries, markFailed, markProcessed } from '../db/webhook-inbox.ts';
import type { Deps } from '../deps.ts';

/** How many deliveries one run claims, and how many payments are read meanwhile: a backlog of hints must not keep an outcome waiting. */
const BATCH = 64;
const READS_AT_ONCE = 16;

const actor = 'webhook' as const;

/**
 * Claims some of the deliveries that are due, reads each payment that they name from Inflow, once however many of them name
 * it, and reconciles it as it stands now. Late, doubled and reordered deliveries therefore all lead to the same place; what
 * could not be read is tried again later. Answers whether more may be due.
 */
export async function processDeliveries(deps: Deps): Promise<boolean> {
  // Until the last of them has been read. One that takes longer may be read twice, which changes nothing.
  const forMs = deps.settings.callDeadlineMs * (BATCH / READS_AT_ONCE);
  const claimed = await claimDeliveries(deps.db, { limit: BATCH, forMs });
  const paymentIds = [...new Set(claimed.flatMap(paymentIdsOf))];
  const resolved = await findResolved(deps.db, paymentIds);
  const failures = new Map<string, Failure>();
  await pLimit(READS_AT_ONCE).map(paymentIds, async (paymentId) => {
    try {
      const link =
        claimed.find((delivery) => paymentIdsOf(delivery).includes(paymentId))?.traceParent ?? null;
      const attributes = { 'checkout.payment': paymentId };
      const parent = deps.tracing.isOn
        ? ((await findAttemptByPayment(deps.db, paymentId))?.traceParent ?? null)
        : null;
      await deps.tracing.span('webhook.process', { parent, link, attributes }, () =>
        processPayment(deps, paymentId, resolved.get(paymentId)),
      );
    } catch (error) {
      deps.log.warn({ paymentId, err: error }, 'the payment of a webhook delivery could not be reconciled');
      failures.set(paymentId, failureOf(error));
    }
  });
  const processed: string[] = [];
  for (const delivery of claimed) {
    const failed = paymentIdsOf(delivery).flatMap((id) => failures.get(id) ?? []);
    const failure = failed.find(({ isUnknown }) => !(isUnknown && delivery.isOld));
    deps.measures.webhook(failure === undefined ? 'processed' : 'failed');
    if (failure !== undefined) await markFailed(deps.db, delivery.svixId, failure.error);
    else {
      processed.push(delivery.svixId);
      if (failed.length > 0)
        deps.log.warn(
          { svixId: delivery.svixId },
          'a webhook delivery names a payment that Inflow does not have',
        );
    }
  }
  await markProcessed(deps.db, processed);
  return claimed.length === BATCH;
}

type Failure = {
  readonly error: string;
  /**
   * Inflow does not know the payment. It may appear later; a signed delivery may also name one of another environment,
   * which never does.
   */
  readonly isUnknown: boolean;
};

function failureOf(error: unknown): Failure {
  if (!(error instanceof InflowError)) return { error: 'internal error', isUnknown: false };
  return { error: `${error.operation}: ${error.kind}`, isUnknown: error.kind === 'not_found' };
}

function paymentIdsOf({ events }: ClaimedDelivery): string[] {
  return events.map(({ paymentId }) => paymentId).filter((id) => id !== null);
}

async function processPayment(deps: Deps, paymentId: string, recorded: Recorded | undefined): Promise<void> {
  const askedAt = deps.now();
  const payment = await deps.inflow.readPayment(paymentId);
  if (recorded !== undefined && isAsRecorded(payment, recorded)) return;
  const attempt = await reconcile(deps, { payment, askedAt }, actor);
  if (attempt !== null && attempt.paymentId !== null && isActive(attempt.state))
    await resolve(deps, attempt, { actor });
}

/** What shows whether Inflow has changed a payment since it was recorded. */
type Recorded = Pick<PaymentRow, 'id' | 'status' | 'providerUpdatedAt'>;

const findingResolved = prepared<Recorded, { ids: string[] }>(
  'find_resolved_payments',
  sql`
    select ${selected(payments, { names: ['id', 'status', 'providerUpdatedAt'] })} from payments
    where id = any(${sql.placeholder('ids')})
      and exists (select from attempts where payment_id = payments.id and state = 'succeeded')
      and not exists (
        select from refunds where payment_id = payments.id and ${isUnresolvedRefund}
      )`,
);

/** Those of these payments that no attempt and no refund waits for: they matter only if Inflow has changed them. */
async function findResolved(db: Queryable, ids: string[]): Promise<Map<string, Recorded>> {
  const rows = ids.length === 0 ? [] : await findingResolved(db, { ids });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether status and update time are still the recorded ones. */
function isAsRecorded(payment: Payment, { status, providerUpdatedAt }: Recorded): boolean {
  const updatedAt = dateOrNull(payment.updatedAt);
  return (
    payment.status === status && updatedAt !== null && updatedAt.getTime() === providerUpdatedAt?.getTime()
  );
}
