import { InflowError } from '@checkout/inflow/errors';
import { absorb } from '../attempt/absorb.ts';
import { settle } from '../attempt/settle.ts';
import { isActive } from '../attempt/state.ts';
import type { Deps } from '../deps.ts';
import { findDelivery, markFailed, markProcessed } from './inbox.ts';

const actor = 'webhook' as const;

/**
 * Reads each payment that a delivery names from Inflow and takes in what it says now. Late, doubled and reordered
 * deliveries therefore all lead to the same place. Throws when a payment cannot be read, so that the queue tries again.
 */
export async function processDelivery(deps: Deps, svixId: string): Promise<void> {
  const delivery = await findDelivery(deps.db, svixId);
  if (delivery === null || delivery.state === 'processed') return;
  try {
    const ids = new Set(delivery.events.map((event) => event.paymentId).filter((id) => id !== null));
    for (const id of ids) await takeIn(deps, id);
  } catch (error) {
    const kind = error instanceof InflowError ? `${error.operation}: ${error.kind}` : 'internal error';
    await markFailed(deps.db, svixId, kind);
    throw error;
  }
  await markProcessed(deps.db, svixId);
}

async function takeIn(deps: Deps, paymentId: string): Promise<void> {
  const at = deps.now();
  const payment = await deps.inflow.readPayment(paymentId).catch((error: unknown) => {
    // A signed hint at a payment that does not exist (another environment's): nothing will ever come of it.
    if (error instanceof InflowError && error.kind === 'not_found') return null;
    throw error;
  });
  if (payment === null) return;
  const attempt = await absorb(deps, { payment, at }, actor);
  if (attempt !== null && attempt.paymentId !== null && isActive(attempt.state))
    await settle(deps, attempt, { actor });
}
