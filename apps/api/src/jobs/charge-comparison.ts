import type { ListedPayment } from '@checkout/inflow/wire';
import { ATTEMPT_KEY, isCharged, SESSION_KEY } from '../attempts/classify.ts';
import { absorb } from '../attempts/reconcile.ts';
import { refundPayment } from '../attempts/refunds.ts';
import { findOrphansToRefund, findStatuses } from '../db/payments.ts';
import type { Deps } from '../deps.ts';
import { inParallel } from '../in-parallel.ts';
import type { Looks } from './look-back.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 50;

const actor = 'reconciler' as const;

/**
 * The net under everything else: goes through Inflow's recent payments and takes in each charge that we have not
 * recorded as it stands there. What belongs to no session's winner is marked an orphan, and refunded if so configured.
 */
export async function findUnrecordedCharges(deps: Deps, looks: Looks): Promise<void> {
  const look = looks.due(deps.now().getTime());
  try {
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const at = deps.now();
      const { payments } = await deps.inflow.listPayments({ page, limit: PAGE_SIZE });
      const known = await findStatuses(
        deps.db,
        payments.map((payment) => payment.id),
      );
      const news = payments.filter(
        (payment) => isCharged(payment) && isOurs(payment) && known.get(payment.id) !== payment.status,
      );
      await inParallel(news, async ({ id }) => {
        await absorb(deps, { payment: await deps.inflow.readPayment(id), at }, actor);
      });
      const horizon = at.getTime() - look.backMs;
      const reached = payments.every((payment) => Date.parse(payment.createdAt ?? '') < horizon);
      if (payments.length === 0 || reached) break;
    }
    looks.taken(look, deps.now().getTime());
  } catch (error) {
    deps.log.warn({ err: error }, "Inflow's payments could not be compared with ours");
  }
  if (deps.settings.orphanCharges === 'refund') await refundOrphans(deps);
}

/** Made here. The account may have other integrations, whose payments are none of our business. */
function isOurs({ metadatas }: ListedPayment): boolean {
  return ATTEMPT_KEY in metadatas || SESSION_KEY in metadatas;
}

async function refundOrphans(deps: Deps): Promise<void> {
  for (const paymentId of await findOrphansToRefund(deps.db, 50)) {
    await refundPayment(deps, { paymentId, reason: 'duplicate charge', actor }).catch((error: unknown) => {
      deps.log.error({ paymentId, err: error }, 'an orphan charge could not be refunded');
    });
  }
}
