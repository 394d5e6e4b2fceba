import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Queryable } from '../db/database.ts';

export type Picture = {
  /** Different cards that failed in sessions nobody paid, in the last hour. */
  readonly failingCards: number;
  readonly paid: number;
  readonly alert: boolean;
};

const rowSchema = z.object({ cards: z.coerce.number(), paid: z.coerce.number() });

/** At least so many cards fail, and more than are paid with: no shop's customers are like that, only somebody with a list. */
const FEWEST_CARDS = 40;
const NEWEST = 2_000;

/** How the shop as a whole is doing, on all nodes together: of the newest 2 000 attempts of the last hour. */
export async function takePicture(db: Queryable): Promise<Picture> {
  const { rows } = await db.execute(sql`
    select
      count(distinct o.card) filter (
        where s.status <> 'complete' and attempt_verdict(a.state, a.error_reason, a.payment_id) = 'failed') as cards,
      count(*) filter (where a.state = 'succeeded') as paid
    from (
      select attempt_id, card from attempt_origins
      where at > now() - interval '1 hour' order by at desc limit ${NEWEST}::int
    ) o
    join attempts a on a.id = o.attempt_id
    join sessions s on s.id = a.session_id`);
  const { cards, paid } = rowSchema.parse(rows[0]);
  return { failingCards: cards, paid, alert: cards >= FEWEST_CARDS && cards > paid };
}

const GOOD_FOR_MS = 2_000;

/** The picture, at most two seconds old, whoever asks for it how often. One that cannot be taken leaves the last. */
export function createAlert(db: Queryable, now: () => Date): () => Promise<boolean> {
  let alert = false;
  let takenAt = Number.NEGATIVE_INFINITY;
  let taking: Promise<void> | null = null;
  return async () => {
    if (now().getTime() - takenAt > GOOD_FOR_MS) {
      taking ??= takePicture(db)
        .then((picture) => {
          alert = picture.alert;
          takenAt = now().getTime();
        })
        .finally(() => {
          taking = null;
        });
      await taking.catch(() => undefined);
    }
    return alert;
  };
}
