import type { WebhookEvent } from '@checkout/inflow/webhook';
import { maskCardNumbers } from '@checkout/schemas/card-in-text';
import { sql } from 'drizzle-orm';
import { createBatches, type Pending } from './batch.ts';
import type { Queryable } from './database.ts';
import { prepared } from './statements.ts';

/** A signature proves the sender, not that the content is harmless: only what has the form of a name or an id is kept. */
const EVENT_TYPE = /^[A-Za-z][A-Za-z_.]{0,63}$/;
const PAYMENT_ID = /^[\x21-\x7e]{1,256}$/;

/** A verified delivery. */
export type NewDelivery = {
  readonly svixId: string;
  readonly sentAt: Date;
  readonly events: readonly WebhookEvent[];
  /** W3C `traceparent` of the request that brought it. */
  readonly traceParent?: string | null;
};

/** The most deliveries in one statement. */
const LARGEST_BATCH = 256;

export type WebhookInbox = {
  /**
   * Resolves when the delivery is committed; only then may it be acknowledged. One that is here already (Svix repeats
   * them under the same id) changes nothing.
   */
  receive(delivery: NewDelivery): Promise<void>;
};

/**
 * Deliveries that arrive while a commit is under way share the next one, so that a burst waits for the disk once. `onKept` is
 * called after each commit.
 */
export function createWebhookInbox(db: Queryable, onKept: () => void): WebhookInbox {
  return {
    receive: createBatches<NewDelivery, void>(
      async (batch) => {
        await keep(db, batch);
        onKept();
      },
      { largest: LARGEST_BATCH },
    ),
  };
}

/** Never throws: each caller's promise is resolved or rejected by itself. */
async function keep(db: Queryable, batch: readonly Pending<NewDelivery, void>[]): Promise<void> {
  try {
    await commit(
      db,
      batch.map(({ item }) => item),
    );
    for (const { resolve } of batch) resolve();
  } catch (error) {
    if (batch.length > 1 && isFaultOfOne(error)) {
      for (const each of batch) await keep(db, [each]);
    } else {
      for (const { reject } of batch) reject(error);
    }
  }
}

/** Only the ids of its payments are kept: a delivery is a hint to read, never a source. */
function keptOf({ svixId, sentAt, events, traceParent = null }: NewDelivery) {
  const kept = events.map(({ eventType, payment }) => ({
    eventType: EVENT_TYPE.test(eventType) ? eventType : 'unreadable',
    paymentId: payment !== null && PAYMENT_ID.test(payment.id) ? maskCardNumbers(payment.id) : null,
  }));
  return { svixId: maskCardNumbers(svixId), sentAt, events: kept, traceParent };
}

/** In the order of the ids: two nodes given the same ones must not deadlock. */
const inserting = prepared<never, { deliveries: string }>(
  'insert_deliveries',
  sql`
    insert into webhook_deliveries (svix_id, sent_at, events, trace_parent)
    select "svixId", "sentAt", events, "traceParent"
    from jsonb_to_recordset(${sql.placeholder('deliveries')}::jsonb)
      as given ("svixId" text, "sentAt" timestamptz, events jsonb, "traceParent" text)
    order by "svixId"
    on conflict do nothing`,
);

/** One statement, one round trip, one commit. */
async function commit(db: Queryable, deliveries: readonly NewDelivery[]): Promise<void> {
  await inserting(db, { deliveries: JSON.stringify(deliveries.map(keptOf)) });
}

/** SQLSTATE classes 22 (data exception), 23 (constraint), 54 (program limit): one delivery's content, not the database. */
function isFaultOfOne(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') return /^(22|23|54)...$/.test(each.code);
  }
  return false;
}
