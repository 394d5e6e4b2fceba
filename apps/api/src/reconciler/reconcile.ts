import { findDueAttempts, postponeAttempt } from '../attempt/queries.ts';
import { settle } from '../attempt/settle.ts';
import type { Deps } from '../deps.ts';
import { findDueRefunds } from '../refund/queries.ts';
import { settleRefund } from '../refund/refund.ts';
import { expireSessions } from '../session/expire.ts';
import { enqueueDelivery, findStalledDeliveries } from '../webhook/inbox.ts';
import { findUnrecordedCharges, type Rounds } from './find-unrecorded-charges.ts';

const BATCH = 200;
const AT_ONCE = 8;
/** An attempt that does not move is looked at less and less often, but never less than this. */
const LONGEST_PAUSE_MS = 5 * 60_000;
/** A shopper at the bank is in no hurry of ours: the return, or a webhook, comes first. */
const LONGEST_PAUSE_AT_BANK_MS = 3_600_000;

const actor = 'reconciler' as const;

/** One round: whatever a crash, a timeout or a lost message left open is brought to its end. */
export async function reconcile(deps: Deps, rounds: Rounds): Promise<void> {
  await settleDueAttempts(deps);
  await settleDueRefunds(deps);
  await expireSessions(deps);
  for (const svixId of await findStalledDeliveries(deps.db, ago(deps, deps.settings.reconcileAfterMs))) {
    await enqueueDelivery(deps.db, svixId);
  }
  await findUnrecordedCharges(deps, rounds);
}

async function settleDueAttempts(deps: Deps): Promise<void> {
  const due = await findDueAttempts(deps.db, deps.now(), BATCH);
  await inParallel(due, async (attempt) => {
    const settled = await settle(deps, attempt, { actor });
    if (settled.step !== attempt.step) return;
    const age = deps.now().getTime() - attempt.stepAt.getTime();
    const longest = attempt.state === 'requires_action' ? LONGEST_PAUSE_AT_BANK_MS : LONGEST_PAUSE_MS;
    const pause = Math.min(Math.max(age, deps.settings.reconcileAfterMs) / 2, longest);
    await postponeAttempt(deps.db, attempt.id, new Date(deps.now().getTime() + pause));
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

/** A few at a time, and one that throws does not keep the others. */
async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const errors: unknown[] = [];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(item).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (errors.length > 0) throw new AggregateError(errors, 'part of a reconciliation round failed');
}
