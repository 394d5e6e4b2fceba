import pLimit from 'p-limit';

/** What a request is for, in the order in which requests are refused when a node has too much to do. */
export const TURNS = [
  /** Anyone who looks around in the demo store, or makes a session there. */
  'store',
  /** A session that a service makes. */
  'new',
  /** What services read. */
  'read',
  /** Shoppers in checkout, services' payments, webhook deliveries. */
  'checkout',
] as const;
export type Turn = (typeof TURNS)[number];

/**
 * Requests in flight, counted until they have been answered. What is for shoppers in checkout is not counted for the others: it mostly
 * waits for Inflow, and is no reason to refuse a new session.
 */
const MOST = {
  store: 100,
  new: 150,
  read: 250,
  checkout: 2_000,
} as const satisfies Readonly<Record<Turn, number>>;

/**
 * So many sessions are made at the same time, and the others wait for their turn. Otherwise they would queue for the connections to the
 * database, and each statement of a payment would wait behind all of them.
 */
const AT_ONCE = 5;

/**
 * No new sessions while so many requests of shoppers in checkout are in flight, and the event loop has no time left or statements wait for a connection:
 * the shoppers wait for this node then, and each new one would slow all of them down. The number alone is no reason, because most shoppers wait
 * for Inflow; nor is the event loop alone, because it is full as well where the machine is busy with something else.
 */
const SATURATED = { shoppers: 10, utilization: 0.9, waiting: 4 } as const;

/** How busy the node is. */
export type Pressure = {
  /** Of the event loop, lately: 0 to 1. */
  readonly utilization: () => number;
  /** Calls that wait for a connection to the database. */
  readonly waiting: () => number;
};

export type Admission = {
  /** Counts a request in; null where it is to be refused. */
  enter(turn: Turn): Entered | null;
};

export type Entered = {
  /** Resolves when its turn has come: true where its work may begin, false where it is to be refused now. */
  readonly ready: Promise<boolean>;
  /** Counts it out, once. */
  readonly leave: () => void;
};

export function createAdmission({ utilization, waiting }: Pressure): Admission {
  const inFlight: Record<Turn, number> = { store: 0, new: 0, read: 0, checkout: 0 };
  const queues = { store: pLimit(AT_ONCE), new: pLimit(AT_ONCE), read: null, checkout: null };
  const loadFor = (turn: Turn) =>
    inFlight.store + inFlight.new + inFlight.read + (turn === 'checkout' ? inFlight.checkout : 0);
  const isSaturated = () =>
    inFlight.checkout >= SATURATED.shoppers &&
    (waiting() >= SATURATED.waiting || utilization() >= SATURATED.utilization);
  const isTooMany = (turn: Turn) => (turn === 'store' || turn === 'new') && isSaturated();
  return {
    enter(turn) {
      if (loadFor(turn) >= MOST[turn]) return null;
      if (isTooMany(turn)) return null;
      inFlight[turn] += 1;
      const ready = Promise.withResolvers<boolean>();
      const left = Promise.withResolvers<void>();
      const begin = () => {
        ready.resolve(!isTooMany(turn));
        return left.promise;
      };
      const queue = queues[turn];
      void (queue === null ? begin() : queue(begin));
      let isIn = true;
      return {
        ready: ready.promise,
        leave() {
          if (isIn) inFlight[turn] -= 1;
          isIn = false;
          left.resolve();
        },
      };
    },
  };
}
