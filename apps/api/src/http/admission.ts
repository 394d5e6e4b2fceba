import pLimit, { type LimitFunction } from 'p-limit';
import type { SessionPace } from './session-pace.ts';

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

/** What brings a node more to do later. Another node may have time for it. */
export type NewTurn = Extract<Turn, 'store' | 'new'>;
export const isNew = (turn: Turn): turn is NewTurn => turn === 'store' || turn === 'new';

/** One for each: those who look around in the store must not take the places of the sessions that services make. */
export type Paces = Readonly<Record<NewTurn, SessionPace>>;

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

export function createAdmission(paces: Readonly<Record<NewTurn, Pick<SessionPace, 'take'>>>): Admission {
  const inFlight: Record<Turn, number> = { store: 0, new: 0, read: 0, checkout: 0 };
  const queues = { store: pLimit(AT_ONCE), new: pLimit(AT_ONCE) };
  const loadFor = (turn: Turn) =>
    inFlight.store + inFlight.new + inFlight.read + (turn === 'checkout' ? inFlight.checkout : 0);
  return {
    enter(turn) {
      if (loadFor(turn) >= MOST[turn]) return null;
      inFlight[turn] += 1;
      const left = Promise.withResolvers<void>();
      const ready = isNew(turn)
        ? paces[turn].take().then((may) => may && begin(queues[turn], left.promise))
        : Promise.resolve(true);
      let isIn = true;
      return {
        ready,
        leave() {
          if (isIn) inFlight[turn] -= 1;
          isIn = false;
          left.resolve();
        },
      };
    },
  };
}

/** Resolves when there is a place, which is kept until `left`. */
function begin(queue: LimitFunction, left: Promise<void>): Promise<true> {
  return new Promise((resolve) => {
    void queue(() => {
      resolve(true);
      return left;
    });
  });
}
