/** How often one call to Inflow is sent while its responses are lost. */
export const MOST_SENDS = 5;

/** Whether a call that was sent this often, the last time this long ago, may be sent again: after pauses that double. */
export function mayBeSentAgain(
  sent: { readonly times: number; readonly ageMs: number },
  callDeadlineMs: number,
) {
  return sent.ageMs >= callDeadlineMs * 2 ** Math.max(0, sent.times - 1);
}
