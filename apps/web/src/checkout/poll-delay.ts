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
