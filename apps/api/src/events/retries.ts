/** How long after the first try an event is given up, and its endpoint paused: two days. */
export const LONGEST_MS = 48 * 3_600_000;

/** So many failures in a row, and the endpoint as a whole is only probed, by one event at a time. */
export const FAILURES_UNTIL_PROBING = 5;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const PAUSES_MS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];
const LONGEST_PAUSE_MS = 6 * HOUR;
const LONGEST_PROBE_PAUSE_MS = 5 * MINUTE;

/** Spread, so that what failed together is not tried together. 0 ≤ random < 1. */
const spread = (ms: number, random: number) => Math.round(ms * (0.8 + 0.4 * random));

/** The pause before an event is tried again that has been tried so often. */
export function pauseAfter(tries: number, random: number): number {
  return spread(PAUSES_MS[tries - 1] ?? LONGEST_PAUSE_MS, random);
}

/** The pause before an endpoint is tried again that has failed so often in a row; 0 while it is not only probed. */
export function probePauseAfter(failures: number, random: number): number {
  if (failures < FAILURES_UNTIL_PROBING) return 0;
  return spread(Math.min(2 ** (failures - FAILURES_UNTIL_PROBING) * SECOND, LONGEST_PROBE_PAUSE_MS), random);
}
