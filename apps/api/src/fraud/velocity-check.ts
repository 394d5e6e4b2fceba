import { sql } from 'drizzle-orm';
import { AppError } from '../app-error.ts';
import type { Queryable } from '../db/database.ts';
import { prepared } from '../db/statements.ts';
import { type AttemptCounts, type Budget, waitFor } from './velocity.ts';

/** Where an attempt comes from, as it is kept: keyed HMACs, hex. `client`: of the network (`Fingerprints`). */
export type Origin = { readonly client: string; readonly email: string };

/** What the velocity limits need of one submission. */
export type VelocityCheck = {
  readonly origin: Origin;
  /** False: all requests whose network is not known share one budget. */
  readonly isNetworkKnown: boolean;
  /** Whether card testing is suspected here, and this shopper has not passed a bot challenge. */
  readonly alert: boolean;
  readonly onRefused: (budget: Budget) => void;
  /**
   * Runs the transaction that begins the attempt. Attempts of one network wait for each other there, each with a connection:
   * only half of the pool is theirs, so that payments that have begun always find one.
   */
  readonly inTurn: <T>(begin: () => Promise<T>) => Promise<T>;
};

type Checked = { readonly sessionId: string | null; readonly cardFingerprint: string | null };

const counting = prepared<{ counts: AttemptCounts }, Record<string, unknown>>(
  'count_attempts',
  sql`
    select count_attempts(
      ${sql.placeholder('session')}, ${sql.placeholder('client')}, ${sql.placeholder('email')}, ${sql.placeholder('card')}
    ) as counts`,
);

/** Up to here the page names the pause in seconds; for a longer one it advises another way to pay. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Counts attempts and checks the velocity limits; locks network and card to the end of the transaction, so that simultaneous
 * attempts are counted one after the other. Call it last, when nothing else can refuse the attempt.
 *
 * @returns the origin, to be written down with the attempt.
 * @throws AppError `SLOW_DOWN` or, for longer than a minute, `TOO_MANY_ATTEMPTS`, with `retryAfter` in seconds.
 */
export async function checkVelocity(
  tx: Queryable,
  { sessionId, cardFingerprint: card }: Checked,
  { origin, isNetworkKnown, alert, onRefused }: VelocityCheck,
): Promise<Origin> {
  const [row] = await counting(tx, { session: sessionId, ...origin, card });
  if (row === undefined) throw new Error('count_attempts answered nothing');
  const wait = waitFor(row.counts, { card: card !== null, alert, isNetworkKnown });
  if (wait === null) return origin;
  onRefused(wait.budget);
  const retryAfter = Math.ceil(wait.ms / 1000);
  throw new AppError(wait.ms > LONGEST_PAUSE_MS ? 'TOO_MANY_ATTEMPTS' : 'SLOW_DOWN', undefined, retryAfter);
}
