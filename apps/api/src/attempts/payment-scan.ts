import type { InflowClient } from '@checkout/inflow/client';
import type { ListedPayment } from '@checkout/inflow/wire';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { createBatches } from '../db/batch.ts';
import { readPaymentList } from './payment-list.ts';
import { ATTEMPT_KEY } from './payment-metadata.ts';

/** Clocks differ: a payment "older" than its attempt by less than this may still be it. */
const CLOCK_SLACK_MS = 10 * 60_000;
const READS_AT_ONCE = 16;

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

type Inflow = Pick<InflowClient, 'listPayments' | 'readPayment'>;

export function createPaymentScan(inflow: Inflow, log: Logger): PaymentScan {
  const since = createBatches<number, PaymentIds | null>(async (batch) => {
    const ids = await readSince(inflow, Math.min(...batch.map(({ item }) => item))).catch((err: unknown) => {
      log.warn({ err }, 'the list of payments could not be read');
      return null;
    });
    for (const { resolve } of batch) resolve(ids);
  });
  return { since: (time) => since(time.getTime() - CLOCK_SLACK_MS) };
}

async function readSince(inflow: Inflow, time: number): Promise<PaymentIds | null> {
  const ids = new Map<string, string>();
  const list = readPaymentList(inflow, time);
  for (;;) {
    const { payments, unreadable, end } = await list.next();
    if (unreadable > 0) return null;
    const isOld = ({ createdAt }: ListedPayment) => createdAt !== null && Date.parse(createdAt) < time;
    const telling = payments.filter((payment) => payment.metadatas !== null || !isOld(payment));
    await pLimit(READS_AT_ONCE).map(telling, async (payment) => {
      const attemptId = (await metadatasOf(inflow, payment))[ATTEMPT_KEY];
      if (typeof attemptId === 'string') ids.set(attemptId, payment.id);
    });
    if (end !== null) return ids;
  }
}

/** A list that leaves the metadata out does not say whose a payment is: the payment does. */
async function metadatasOf(
  inflow: Inflow,
  { id, metadatas }: ListedPayment,
): Promise<ListedPayment['metadatas'] & {}> {
  return metadatas ?? (await inflow.readPayment(id)).metadatas;
}
