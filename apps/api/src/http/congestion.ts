const WINDOW_MS = 100;
/** The mean of fewer statements says nothing. */
const FEWEST = 5;
/** So many statements in progress, on average, of the ten connections that a node has for requests. */
const BUSY = 2.5;
/** So many times as long as they take where nothing is in their way. */
const SLOW = 3;
/** The usual time is forgotten so much a window: a database that has become slower is the usual one after a quarter of an hour. */
const DRIFT = 1.0001;

/** A tenth of a second, or longer where nothing was asked of the database. `isSevere`: congested twice over. */
export type Window = { readonly ms: number; readonly isCongested: boolean; readonly isSevere: boolean };

/**
 * Whether requests are in each other's way: on this node, at its database, or because something else takes the machine of both. To be told of each statement; tells
 * of each window whether many statements were in progress and took much longer than usual. Neither says it alone: a distant database is slow without any load, and a quick
 * one serves many at a time.
 */
export function createCongestion(onWindow: (window: Window) => void, now = () => performance.now()) {
  let begun = now();
  let sum = 0;
  let count = 0;
  let usual = Number.POSITIVE_INFINITY;
  return {
    observe(statementMs: number): void {
      // A long one, as of a report, is one statement in progress and no more.
      sum += Math.min(statementMs, WINDOW_MS);
      count += 1;
      const ms = now() - begun;
      if (ms < WINDOW_MS) return;
      const mean = sum / count;
      if (count >= FEWEST) usual = Math.min(usual * DRIFT, mean);
      const isCongested = (times: number) => sum / ms >= times * BUSY && mean >= times * SLOW * usual;
      onWindow({ ms, isCongested: isCongested(1), isSevere: isCongested(2) });
      begun += ms;
      sum = 0;
      count = 0;
    },
  };
}
