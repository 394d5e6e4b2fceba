import type { Window } from './congestion.ts';

/** In sessions a second. */
const FIRST = 200;
const LEAST = 5;
const MOST = 10_000;

/** Of how long a time the sessions are let in together. */
const BURST_MS = 100;
const LOOK_EVERY_MS = 10;
/**
 * So many are in work at the same time. Otherwise they would queue for the connections to the database, and each statement of a payment would wait behind all of
 * them.
 */
const AT_ONCE = 5;

/** The others wait, and what would wait longer is refused. */
const MOST_WAIT_MS = 500;
/** A node that nothing has congested for a while is not full: it lets a burst wait, so that the pace can grow. */
const CALM = { afterMs: 10_000, mostWaitMs: 3_000, mostWaiting: 2_000 };

/** What congestion leaves of the pace. */
const LEFT = 0.7;
/** So many windows in a row are congestion, and not a disk that stood still; more of them where no session had to wait, because new ones are then hardly what brought it. */
const IN_A_ROW = { waiting: 2, none: 6 } as const;
/** What was let in before shows for so long: meanwhile the pace is not reduced again. */
const ECHO_MS = 300;
/** Reduced again within so long a time, it comes back to nearly where it was before. */
const FALLING_MS = 2_000;
/** By window where there is demand: quickly to near where congestion came, and beyond that by steps that grow with the time since. */
const BACK = 1.05;
const NEAR = 0.9;
const FASTEST = 1.1;
/** What no demand has tried says nothing: without any, the pace goes back in small steps to a half more than what is let in lately. */
const UNTRIED = { least: FIRST / 2, spare: 1.5, step: 0.98 };
const growthAfter = (ms: number) => Math.min(FASTEST, 1 + 0.002 * (1 + ms / 1000) ** 2);

export type Place = {
  /** Resolves when its turn has come: true where its work may begin, false where that would take too long. */
  readonly ready: Promise<boolean>;
  /** When its work is done, or its caller has gone. More than once does no harm. */
  readonly leave: () => void;
};

export type SessionPace = {
  /** Null where too many wait already. */
  enter(): Place | null;
  adjust(window: Window): void;
  perSecond(): number;
};

type Waiting = { readonly since: number; readonly begin: (may: boolean) => void };

/**
 * How many new sessions a second a node lets in, or looks at its store. Each brings a shopper, so where shoppers are in each other's way fewer are let in, evenly, until those who are in
 * checkout are as quick as usual; and then more again. The way of TCP with a full line (RFC 5681): down by a share, up by small steps.
 */
export function createSessionPace(now = () => performance.now()): SessionPace {
  let rate = FIRST;
  let ready = (FIRST * BURST_MS) / 1000;
  let filledAt = now();
  let congestion = { at: Number.NEGATIVE_INFINITY, rate: 0 };
  let taken = 0;
  /** Let in a second, lately. */
  let served = 0;
  /** Since the last window: whether sessions had to wait, and whether it was the pace that kept them. */
  let hasWaited = false;
  let isWanted = false;
  let row = 0;
  let isLooking = false;
  let working = 0;
  let queue: Waiting[] = [];

  const bounds = () =>
    now() - congestion.at > CALM.afterMs
      ? CALM
      : { mostWaitMs: MOST_WAIT_MS, mostWaiting: Math.max(1, (rate * MOST_WAIT_MS) / 1000) };

  const pump = () => {
    const at = now();
    ready = Math.min(Math.max(1, (rate * BURST_MS) / 1000), ready + ((at - filledAt) * rate) / 1000);
    filledAt = at;
    const { mostWaitMs } = bounds();
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const isLate = at - first.since > mostWaitMs;
      if (!isLate && (ready < 1 || working >= AT_ONCE)) break;
      queue.shift();
      if (!isLate) {
        ready -= 1;
        taken += 1;
        working += 1;
      }
      first.begin(!isLate);
    }
    if (queue.length === 0) return;
    hasWaited = true;
    if (ready < 1) isWanted = true;
    if (isLooking) return;
    isLooking = true;
    setTimeout(() => {
      isLooking = false;
      pump();
    }, LOOK_EVERY_MS);
  };

  return {
    enter() {
      if (queue.length >= bounds().mostWaiting) {
        hasWaited = true;
        isWanted = true;
        return null;
      }
      const turn = Promise.withResolvers<boolean>();
      let state: 'waiting' | 'working' | 'gone' = 'waiting';
      const waiting: Waiting = {
        since: now(),
        begin(may) {
          state = may ? 'working' : 'gone';
          turn.resolve(may);
        },
      };
      queue.push(waiting);
      pump();
      return {
        ready: turn.promise,
        leave() {
          if (state === 'gone') return;
          if (state === 'working') working -= 1;
          else queue = queue.filter((each) => each !== waiting);
          state = 'gone';
          turn.resolve(true);
          pump();
        },
      };
    },
    adjust({ ms, isCongested, isSevere }) {
      const at = now();
      const windows = Math.min(10, ms / 100);
      const share = Math.min(1, ms / 1000);
      served = (1 - share) * served + (share * taken * 1000) / ms;
      taken = 0;
      const since = at - congestion.at;
      row = isCongested ? row + (isSevere ? 2 : 1) : 0;
      if (row >= (hasWaited ? IN_A_ROW.waiting : IN_A_ROW.none) && since >= ECHO_MS) {
        const from = Math.min(rate, Math.max(served, LEAST));
        congestion = { at, rate: since < FALLING_MS ? Math.max(from, congestion.rate * NEAR) : from };
        rate = Math.max(LEAST, from * LEFT);
        row = 0;
      } else if (isWanted && !isCongested) {
        const growth = rate < NEAR * congestion.rate ? BACK : growthAfter(since);
        rate = Math.min(MOST, rate * growth ** windows);
      } else if (!hasWaited) {
        const tried = Math.max(UNTRIED.least, UNTRIED.spare * served);
        rate = Math.min(rate, Math.max(tried, rate * UNTRIED.step ** windows));
      }
      hasWaited = false;
      isWanted = false;
    },
    perSecond: () => rate,
  };
}
