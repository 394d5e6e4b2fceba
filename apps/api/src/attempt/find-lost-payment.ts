import type { Payment } from '@checkout/inflow/wire';
import type { Deps } from '../deps.ts';
import { ATTEMPT_KEY } from './assess.ts';
import type { Read } from './journal.ts';
import type { Attempt } from './queries.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 50;
/** Clocks differ: a payment "older" than its attempt by less than this may still be it. */
const CLOCK_SLACK_MS = 10 * 60_000;

export type LostPayment =
  | { readonly kind: 'found'; readonly read: Read }
  | { readonly kind: 'none' }
  /** The list could not be read, or not to its end: nothing can be concluded. */
  | { readonly kind: 'unreadable' };

/**
 * Looks for the payment of an attempt whose create was not answered, by our own metadata in Inflow's list, and reads
 * it. Neither the order nor the largest page of the list is documented, so it pages until an empty or a repeated page,
 * and stops early only where every payment of a page is older than the attempt and the pages run backwards in time.
 */
export async function findLostPayment(deps: Deps, attempt: Attempt): Promise<LostPayment> {
  const seen = new Set<string>();
  try {
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const { payments, unreadable } = await deps.inflow.listPayments({ page, limit: PAGE_SIZE });
      const match = payments.find((payment) => payment.metadatas[ATTEMPT_KEY] === attempt.id);
      if (match !== undefined) {
        const at = deps.now();
        return { kind: 'found', read: { payment: await deps.inflow.readPayment(match.id), at } };
      }
      if (unreadable > 0) return { kind: 'unreadable' };
      const news = payments.filter((payment) => !seen.has(payment.id));
      if (news.length === 0 || isPast(payments, attempt)) return { kind: 'none' };
      for (const payment of news) seen.add(payment.id);
    }
  } catch (error) {
    deps.log.warn({ attemptId: attempt.id, err: error }, 'the list of payments could not be read');
  }
  return { kind: 'unreadable' };
}

function isPast(payments: readonly Payment[], attempt: Attempt): boolean {
  const times = payments.map((payment) =>
    payment.createdAt === null ? Number.NaN : Date.parse(payment.createdAt),
  );
  const backwards = times.every((time, index) => index === 0 || time <= (times[index - 1] ?? Number.NaN));
  return backwards && times.every((time) => time < attempt.createdAt.getTime() - CLOCK_SLACK_MS);
}
