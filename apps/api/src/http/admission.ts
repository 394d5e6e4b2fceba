import type { Place, SessionPace } from './session-pace.ts';

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
 * Of what services read, and for shoppers in checkout of these too: so many requests are in flight, counted until they have been answered. What is for
 * shoppers in checkout is not counted for the others: it mostly waits for Inflow, and is no reason to refuse a new session.
 */
const MOST = {
  store: 100,
  new: 150,
  read: 250,
  checkout: 2_000,
} as const satisfies Readonly<Record<Turn, number>>;

export type Admission = {
  /** Counts a request in; null where it is to be refused. */
  enter(turn: Turn): Place | null;
};

export function createAdmission(paces: Paces): Admission {
  const inFlight = { read: 0, checkout: 0 };
  return {
    enter(turn) {
      const load = inFlight.read + (turn === 'checkout' ? inFlight.checkout : 0);
      if (load >= MOST[turn]) return null;
      if (isNew(turn)) return paces[turn].enter();
      inFlight[turn] += 1;
      let isIn = true;
      return {
        ready: Promise.resolve(true),
        leave() {
          if (isIn) inFlight[turn] -= 1;
          isIn = false;
        },
      };
    },
  };
}
