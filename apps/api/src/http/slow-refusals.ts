import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../app-error.ts';

/** A program that repeats a refused call without a pause takes the time of those who are served: it waits here, at no cost. */
const HELD_MS = 1_000;
/** So many wait; more are refused at once. */
const MOST_HELD = 2_000;

export type SlowRefusals = {
  /** Waits for a second, and then throws AppError `reason`, by default `SLOW_DOWN`. `retryAfter` in seconds. */
  refuse(retryAfter: number, reason?: 'SLOW_DOWN' | 'UNAVAILABLE'): Promise<never>;
};

/** `stopping`: ends the waits. */
export function createSlowRefusals(stopping: AbortSignal): SlowRefusals {
  let held = 0;
  return {
    async refuse(retryAfter, reason = 'SLOW_DOWN') {
      if (held < MOST_HELD) {
        held += 1;
        await wait(HELD_MS, null, { signal: stopping }).catch(() => undefined);
        held -= 1;
      }
      throw new AppError(reason, undefined, retryAfter);
    },
  };
}
