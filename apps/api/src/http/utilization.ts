import { performance } from 'node:perf_hooks';

/** Short enough to follow a rush, long enough that a single slow callback is not one. */
const WINDOW_MS = 300;

/** Which share of the latest window this node's event loop was at work, and not waiting for something to do; 0 to 1. */
export function createUtilization(): () => number {
  let since = performance.eventLoopUtilization();
  let sampledAt = performance.now();
  let latest = 0;
  return () => {
    const now = performance.now();
    if (now - sampledAt >= WINDOW_MS) {
      const total = performance.eventLoopUtilization();
      latest = performance.eventLoopUtilization(total, since).utilization;
      since = total;
      sampledAt = now;
    }
    return latest;
  };
}
