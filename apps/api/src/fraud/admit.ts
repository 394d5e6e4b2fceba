import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { AppError } from '../app-error.ts';
import type { Fingerprints } from '../attempts/fingerprints.ts';
import type { Queryable } from '../db/database.ts';
import type { Refusals } from './refusals.ts';
import { waitOf } from './velocity.ts';

/** A shopper's press, as far as the limits look at it. */
export type Watched = {
  /** The network, null when it is not known. */
  readonly client: string | null;
  /** Whether cards are being tested here, and this shopper has not proved to be one. */
  readonly alert: boolean;
  readonly refusals: Refusals;
};

type Watchable = {
  readonly id: string;
  readonly sessionId: string;
  readonly customerEmail: string;
  readonly cardFingerprint: string | null;
};

/** Where an attempt comes from, as it is kept: keyed HMACs, hex. Null where the network is not known. */
export type Origin = { readonly client: string | null; readonly email: string };

export function originOf(
  { customerEmail }: Pick<Watchable, 'customerEmail'>,
  { client }: Watched,
  fingerprints: Fingerprints,
): Origin {
  return {
    client: client === null ? null : fingerprints.client(client),
    email: fingerprints.email(customerEmail),
  };
}

const count = z.number();
const age = z.nullable(z.number());
const tallySchema = z.object({
  session: z.object({ failures: count, cards: count, knowsCard: z.boolean(), ageMs: age }),
  client: z.object({
    failures: count,
    pending: count,
    paid: count,
    cards: count,
    withEmail: count,
    knowsCard: z.boolean(),
    ageMs: age,
  }),
  email: z.object({ failures: count, ageMs: age }),
  card: z.object({ failures: count, ageMs: age }),
});
const rowsSchema = z.tuple([z.object({ tally: tallySchema })]);

/** Up to here it is a pause, which the page names in seconds; beyond, the shopper had better take another way. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Lets an attempt begin, or throws; what it wrote down goes with the transaction then. Call it where the attempt is
 * certain to begin otherwise, inside that transaction and before anything is sent.
 * @throws AppError `SLOW_DOWN` or, for longer than a minute, `TOO_MANY_ATTEMPTS`, with `retryAfter` in seconds.
 */
export async function admit(
  tx: Queryable,
  { id, sessionId, cardFingerprint: card }: Watchable,
  { watched: { alert, refusals }, origin: { client, email } }: { watched: Watched; origin: Origin },
): Promise<void> {
  const { rows } = await tx.execute(
    sql`select weigh_attempt(${id}, ${sessionId}, ${client}, ${email}, ${card}) as tally`,
  );
  const [{ tally }] = rowsSchema.parse(rows);
  const wait = waitOf(tally, { card: card !== null, alert });
  if (wait === null) return;
  refusals.count(wait.scope);
  const retryAfter = Math.ceil(wait.ms / 1000);
  throw new AppError(wait.ms > LONGEST_PAUSE_MS ? 'TOO_MANY_ATTEMPTS' : 'SLOW_DOWN', undefined, retryAfter);
}
