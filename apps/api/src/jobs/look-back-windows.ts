import type { Compared, ComparisonFacts } from '../db/comparisons.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** How far back Inflow's list is read, and how often. */
type Window = { readonly backMs: number; readonly everyMs: number };

/** Short enough to be read in one go. */
const RECENT: readonly Window[] = [
  { backMs: 15 * MINUTE, everyMs: MINUTE },
  { backMs: 2 * MINUTE, everyMs: 0 },
];
/** For what an outage of ours, or a clock that is minutes wrong, may have left behind. */
const DAYS: Window = { backMs: 3 * DAY, everyMs: 10 * MINUTE };
/** For what happens to a payment months later: a refund in Inflow's dashboard, a dispute. */
const WHOLE: Window = { backMs: 400 * DAY, everyMs: DAY };

/** Clocks differ, ours and Inflow's: a restored database is compared from a little before its newest record. */
export const RECOVERY_SLACK_MS = 10 * MINUTE;
/** A payment may appear in the list this late: a comparison that restores what was lost begins after that. */
export const LIST_LAG_MS = 60 * SECOND;
/** Before what could not be compared in whole is tried again: this long, and for a long list as many times as long as it took. */
const SHORTEST_PAUSE_MS = MINUTE;
const PAUSE_FACTOR = 4;

export type LookBackWindows = {
  /** Since when the list is to be read now. */
  recent(facts: ComparisonFacts): number;
  /** Since when it is to be read further back than that; null when that is not due. `isUrgent`: in place of the comparison that is under way. */
  far(facts: ComparisonFacts): { readonly since: number; readonly isUrgent: boolean } | null;
  completed(compared: Compared): void;
  /** Further back, something could not be compared. */
  failed(time: { readonly beganAt: number; readonly now: number }): void;
};

/** Whether a comparison counts as one of the whole list. */
export function isWhole({ since, beganAt }: Compared): boolean {
  return since <= beganAt - WHOLE.backMs;
}

/** What each node keeps in memory: when it last compared which window. What all nodes share is in the facts. */
export function createLookBackWindows(): LookBackWindows {
  const last = new Map<Window, number>();
  let pausedUntil = Number.NEGATIVE_INFINITY;
  const isDue = (window: Window, now: number) =>
    now - (last.get(window) ?? Number.NEGATIVE_INFINITY) >= window.everyMs;

  return {
    recent({ now }) {
      const due = RECENT.filter((window) => isDue(window, now)).map(({ backMs }) => backMs);
      return now - Math.max(...due);
    },
    far({ now, comparedAt, missing }) {
      if (now < pausedUntil) return null;
      if (missing !== null && now >= missing.noticedAt + LIST_LAG_MS)
        return { since: missing.since - RECOVERY_SLACK_MS, isUrgent: true };
      if (comparedAt === null || now - comparedAt >= WHOLE.everyMs)
        return { since: now - WHOLE.backMs, isUrgent: false };
      return isDue(DAYS, now) ? { since: now - DAYS.backMs, isUrgent: false } : null;
    },
    completed({ since, beganAt }) {
      for (const window of [...RECENT, DAYS]) {
        if (since <= beganAt - window.backMs) last.set(window, beganAt);
      }
    },
    failed({ beganAt, now }) {
      pausedUntil = now + Math.max(SHORTEST_PAUSE_MS, PAUSE_FACTOR * (now - beganAt));
    },
  };
}
