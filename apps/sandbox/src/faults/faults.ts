import { seededDraws } from '../random.ts';

/** When any kind of fault applies: always, with a probability, or a number of times. */
export type Strike = { readonly probability?: number | undefined; readonly count?: number | undefined };

export type Active<F extends Strike> = F & {
  readonly id: string;
  readonly left: number | null;
  readonly hits: number;
};

export type Faults<F extends Strike> = {
  readonly seed: number;
  list(): readonly Active<F>[];
  add(fault: F): Active<F>;
  /** Without an id, all of them. */
  clear(id?: string): void;
  /** The first fault that matches and applies now; counts as one use of it. */
  take(matches: (fault: F) => boolean): Active<F> | null;
};

/**
 * Each fault has a random generator of its own, seeded by the tenant's seed and the fault's number, so that the requests
 * another fault sees cannot change when this one applies.
 */
export function createFaults<F extends Strike>(prefix: string, seed: number): Faults<F> {
  let active: { fault: Active<F>; draw: () => number }[] = [];
  let added = 0;
  return {
    seed,
    list: () => active.map((entry) => entry.fault),
    add(fault) {
      added += 1;
      const entry = { ...fault, id: `${prefix}_${added}`, left: fault.count ?? null, hits: 0 };
      active.push({ fault: entry, draw: seededDraws(seed + added * 7919) });
      return entry;
    },
    clear(id) {
      active = id === undefined ? [] : active.filter((entry) => entry.fault.id !== id);
    },
    take(matches) {
      for (const entry of active) {
        const { fault } = entry;
        if (fault.left === 0 || !matches(fault)) continue;
        if (fault.probability !== undefined && entry.draw() >= fault.probability) continue;
        entry.fault = { ...fault, hits: fault.hits + 1, left: fault.left === null ? null : fault.left - 1 };
        return entry.fault;
      }
      return null;
    },
  };
}
