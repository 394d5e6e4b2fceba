import type { InflowClient } from '@checkout/inflow/client';
import { InflowError } from '@checkout/inflow/errors';
import type { ListedPayment } from '@checkout/inflow/wire';
import type { Logger } from 'pino';
import { createBatches } from '../db/batch.ts';
import { ATTEMPT_KEY } from './payment-metadata.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 200;
const PAGE_TRIES = 3;
/** Clocks differ: a payment "older" than its attempt by less than this may still be it. */
const CLOCK_SLACK_MS = 10 * 60_000;

/** Which of Inflow's payments carries which attempt's id, of all that were made since a time. */
export type PaymentIds = ReadonlyMap<string, string>;

export type PaymentScan = {
  /**
   * The payments made since then, read from Inflow's list from its beginning to that time, after this call. Null when the
   * list could not be read that far: then nothing can be concluded. Callers that come while one reading is under way
   * share the next, so that a hundred lost responses cost no more than one.
   */
  since(time: Date): Promise<PaymentIds | null>;
};

export function createPaymentScan(inflow: Pick<InflowClient, 'listPayments'>, log: Logger): PaymentScan {
  const since = createBatches<number, PaymentIds | null>(async (batch) => {
    const ids = await readSince(inflow, Math.min(...batch.map(({ item }) => item))).catch((err: unknown) => {
      log.warn({ err }, 'the list of payments could not be read');
      return null;
    });
    for (const { resolve } of batch) resolve(ids);
  });
  return { since: (time) => since(time.getTime()) };
}

/**
 * Neither the order nor the largest page of the list is documented, so it pages until an empty or a repeated page, and
 * stops early only where the payments run backwards in time and a whole page is too old.
 */
async function readSince(
  inflow: Pick<InflowClient, 'listPayments'>,
  time: number,
): Promise<PaymentIds | null> {
  const ids = new Map<string, string>();
  const seen = new Set<string>();
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { payments, unreadable } = await readPage(inflow, page);
    if (unreadable > 0) return null;
    const before = seen.size;
    for (const payment of payments) {
      seen.add(payment.id);
      const attemptId = payment.metadatas[ATTEMPT_KEY];
      if (typeof attemptId === 'string') ids.set(attemptId, payment.id);
    }
    if (seen.size === before || isPast(payments, time)) return ids;
  }
  return null;
}

/** A page that fails is read again, beyond the client's own retries: starting over would cost all pages before it. */
async function readPage(inflow: Pick<InflowClient, 'listPayments'>, page: number) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inflow.listPayments({ page, limit: PAGE_SIZE });
    } catch (error) {
      if (attempt >= PAGE_TRIES || !(error instanceof InflowError)) throw error;
    }
  }
}

function isPast(payments: readonly ListedPayment[], time: number): boolean {
  const times = payments.map((payment) =>
    payment.createdAt === null ? Number.NaN : Date.parse(payment.createdAt),
  );
  const backwards = times.every((each, index) => index === 0 || each <= (times[index - 1] ?? Number.NaN));
  return backwards && times.every((each) => each < time - CLOCK_SLACK_MS);
}
