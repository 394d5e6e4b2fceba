import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { createBatches } from '../db/batch.ts';
import type { Queryable } from '../db/database.ts';

export type CardTestingStats = {
  /** Different cards that failed in unpaid sessions, in the last hour. */
  readonly failingCards: number;
  readonly paid: number;
  readonly alert: boolean;
  /** Of the attempts that were looked at, those from the commonest network, from 0 to 1; 0 without any. */
  readonly largestNetworkShare: number;
  /** Whether most attempts come from one network, so that it may be a proxy that stands for all shoppers. */
  readonly lookAlike: boolean;
};

const rowSchema = z.object({
  cards: z.coerce.number(),
  paid: z.coerce.number(),
  attempts: z.coerce.number(),
  largest: z.coerce.number(),
});

/** The alert is on when at least so many different cards fail, and more than are paid with. */
const FEWEST_CARDS = 40;
const NEWEST = 2_000;
/** Of fewer attempts in an hour, many can come from one office. */
const FEWEST_ATTEMPTS = 50;

/** Counted over all nodes, of the newest 2 000 attempts of the last hour. */
export async function readCardTestingStats(db: Queryable): Promise<CardTestingStats> {
  const { rows } = await db.execute(sql`
    with newest as (
      select attempt_id, client, card from attempt_origins
      where at > now() - interval '1 hour' order by at desc limit ${NEWEST}::int
    )
    select
      count(distinct o.card) filter (
        where s.status <> 'complete' and attempt_verdict(a.state, a.error_reason, a.payment_id) = 'failed') as cards,
      count(*) filter (where a.state = 'succeeded') as paid,
      (select count(*) from newest) as attempts,
      (select coalesce(max(of_one), 0) from (select count(*) as of_one from newest group by client) as networks) as largest
    from newest o
    join attempts a on a.id = o.attempt_id
    join sessions s on s.id = a.session_id`);
  const { cards, paid, attempts, largest } = rowSchema.parse(rows[0]);
  return {
    failingCards: cards,
    paid,
    alert: cards >= FEWEST_CARDS && cards > paid,
    largestNetworkShare: attempts === 0 ? 0 : largest / attempts,
    lookAlike: attempts >= FEWEST_ATTEMPTS && largest > attempts / 2,
  };
}

const GOOD_FOR_MS = 2_000;

/** Whether the alert is on, from stats at most two seconds old. When they cannot be read, the last ones stand. */
export function createCardTestingAlert(
  db: Queryable,
  onStats: (stats: CardTestingStats) => void,
): () => Promise<boolean> {
  let alert = false;
  let readAt = Number.NEGATIVE_INFINITY;
  const read = createBatches<void, void>(async (batch) => {
    if (performance.now() - readAt > GOOD_FOR_MS) {
      const stats = await readCardTestingStats(db).catch(() => null);
      if (stats !== null) {
        alert = stats.alert;
        onStats(stats);
        readAt = performance.now();
      }
    }
    for (const { resolve } of batch) resolve();
  });
  return async () => {
    if (performance.now() - readAt > GOOD_FOR_MS) await read();
    return alert;
  };
}
