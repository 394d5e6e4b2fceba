const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * How far back Inflow's list is read, and how often. Recent payments each time; further back less often, because that takes more
 * calls, for what an outage of ours or a clock that is minutes wrong may have left there.
 */
const WINDOWS = [
  { backMs: 3 * 24 * 60 * MINUTE, everyMs: 10 * MINUTE },
  { backMs: 15 * MINUTE, everyMs: MINUTE },
  { backMs: 2 * MINUTE, everyMs: 0 },
] as const;

export type Window = (typeof WINDOWS)[number];

/** Kept in memory by each node: when it last compared which window, in ms. */
export type LookBackWindows = {
  /** The longest that is due. */
  due(now: number): Window;
  /** It was compared in whole, and with it every shorter one. */
  completed(window: Window, now: number): void;
};

export function createLookBackWindows(): LookBackWindows {
  const last = new Map<Window, number>();
  const isDue = (window: Window, now: number) =>
    now - (last.get(window) ?? Number.NEGATIVE_INFINITY) >= window.everyMs;
  return {
    due: (now) => WINDOWS.find((window) => isDue(window, now)) ?? WINDOWS[2],
    completed(window, now) {
      for (const each of WINDOWS) if (each.backMs <= window.backMs) last.set(each, now);
    },
  };
}
