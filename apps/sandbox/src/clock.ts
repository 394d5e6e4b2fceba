/** Milliseconds. Real time plus whatever has been skipped, so a day passes when a test says so. */
export type Clock = {
  now(): number;
  /** What others' clocks say: skipping moves only this one. */
  real(): number;
  offset(): number;
  /** Runs once when the clock reaches `at`; the answer cancels it. */
  schedule(at: number, run: () => void): () => void;
  /** Skips `ms`, running in order what falls due on the way. */
  advance(ms: number): void;
  close(): void;
};

type Timer = { readonly at: number; readonly order: number; run: (() => void) | null };

// The longest wait that Node's own timers keep; a longer one would fire at once.
const longestWait = 2_147_483_647;

const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export function createClock(options: { offset?: number; realNow?: () => number } = {}): Clock {
  const realNow = options.realNow ?? Date.now;
  const heap: Timer[] = [];
  let offset = options.offset ?? 0;
  let order = 0;
  let wake: NodeJS.Timeout | null = null;
  let wakeAt = Number.POSITIVE_INFINITY;
  // While a skip runs timers in order, each sees the moment it was due and not the end of the skip.
  let frozen: number | null = null;
  let closed = false;

  const now = () => frozen ?? realNow() + offset;

  const swap = (i: number, j: number) => {
    const a = heap[i];
    const b = heap[j];
    if (a === undefined || b === undefined) return;
    heap[i] = b;
    heap[j] = a;
  };
  const less = (i: number, j: number): boolean => {
    const a = heap[i];
    const b = heap[j];
    return a !== undefined && b !== undefined && before(a, b);
  };
  const push = (timer: Timer) => {
    heap.push(timer);
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!less(i, parent)) break;
      swap(i, parent);
      i = parent;
    }
  };
  const pop = () => {
    swap(0, heap.length - 1);
    heap.pop();
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      const smallest = less(left + 1, left) ? left + 1 : left;
      if (!less(smallest, i)) break;
      swap(i, smallest);
      i = smallest;
    }
  };

  const runDue = (until: number, freeze: boolean) => {
    for (let next = heap[0]; next !== undefined && next.at <= until; next = heap[0]) {
      pop();
      const run = next.run;
      if (run === null) continue;
      if (freeze) frozen = Math.max(next.at, frozen ?? 0);
      run();
    }
  };

  const arm = () => {
    const next = heap[0];
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
      push(timer);
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
      heap.length = 0;
      if (wake !== null) clearTimeout(wake);
    },
  };
}
