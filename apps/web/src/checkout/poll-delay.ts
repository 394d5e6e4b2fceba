import { isCurable } from '../query-client.ts';

/** After this long the page stops asking by itself and offers a button. */
export const POLLING_ENDS_MS = 15 * 60_000;

/** How long to wait until the session is read again; false when the asking has gone on for long enough. */
export function pollDelay(elapsedMs: number, live: boolean): number | false {
  if (elapsedMs >= POLLING_ENDS_MS) return false;
  // The subscription tells first; reading is only the net under it.
  if (live) return 20_000;
  if (elapsedMs < 30_000) return 1_500;
  return elapsedMs < 120_000 ? 5_000 : 15_000;
}

/** The same for a server that does not answer, by the count of failed tries; false after about a quarter of an hour. */
export function unreachableDelay(failures: number): number | false {
  if (failures >= 40) return false;
  return Math.min(2_000 * failures, 30_000) || 2_000;
}

type Unread = { readonly data: unknown; readonly error: unknown; readonly errorUpdateCount: number };

/** The same for a query without data, as long as another try may cure it. For use as `refetchInterval`. */
export function unreadDelay({ data, error, errorUpdateCount }: Unread): number | false {
  if (data !== undefined || (error !== null && !isCurable(error))) return false;
  return unreachableDelay(errorUpdateCount);
}
