import TinyQueue from 'tinyqueue';

/** Times in milliseconds. Real time plus what tests have skipped, so that a day can pass in a moment. */
export type Clock = {
  now(): number;
  /** Real time, which skipping does not move. */
  real(): number;
  offset(): number;
  /** Runs once when the clock reaches `at`. Returns a function that cancels it. */
  schedule(at: number, run: () => void): () => void;
  /** Skips `ms`, and runs in order what falls due within them. */
  advance(ms: number): void;
  close(): void;
};

type Timer = { readonly at: number; readonly order: number; run: (() => void) | null };

// The longest wait of Node's timers; a longer one would fire immediately.
const longestWait = 2_147_483_647;

const soonestFirst = (a: Timer, b: Timer): number => a.at - b.at || a.order - b.order;

export function createClock(options: { offset?: number; realNow?: () => number } = {}): Clock {
  const realNow = options.realNow ?? Date.now;
  let timers = new TinyQueue<Timer>([], soonestFirst);
  let offset = options.offset ?? 0;
  let order = 0;
  let wake: NodeJS.Timeout | null = null;
  let wakeAt = Number.POSITIVE_INFINITY;
  // While a skip runs timers, each sees the time it was due and not the end of the skip.
  let frozen: number | null = null;
  let closed = false;

  const now = () => frozen ?? realNow() + offset;

  const runDue = (until: number, freeze: boolean) => {
    for (let next = timers.peek(); next !== undefined && next.at <= until; next = timers.peek()) {
      timers.pop();
      const run = next.run;
      if (run === null) continue;
      if (freeze) frozen = Math.max(next.at, frozen ?? 0);
      run();
    }
  };

  const arm = () => {
    const next = timers.peek();
    if (closed || next === undefined || next.at >= wakeAt) return;
    if (wake !== null) clearTimeout(wake);
    wakeAt = next.at;
    wake = setTimeout(
      () => {
        wake = null;
        wakeAt = Number.POSITIVE_INFINITY;
        runDue(now(), false);
        arm();
      },
      Math.min(Math.max(next.at - now(), 0), longestWait),
    );
    wake.unref();
  };

  const rearm = () => {
    if (wake !== null) clearTimeout(wake);
    wake = null;
    wakeAt = Number.POSITIVE_INFINITY;
    arm();
  };

  return {
    now,
    real: realNow,
    offset: () => offset,
    schedule(at, run) {
      const timer: Timer = { at, order: order++, run };
      timers.push(timer);
      if (frozen === null) arm();
      return () => {
        timer.run = null;
      };
    },
    advance(ms) {
      const target = now() + ms;
      frozen = now();
      try {
        runDue(target, true);
      } finally {
        frozen = null;
        offset += ms;
        rearm();
      }
    },
    close() {
      closed = true;
      timers = new TinyQueue<Timer>([], soonestFirst);
      if (wake !== null) clearTimeout(wake);
    },
  };
}
