const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * How far back Inflow's list is read, and how often: each round what is recent, which takes as many calls as there were
 * payments; now and then what an outage of ours, or a clock that is minutes wrong, may have left further back.
 */
const LOOKS = [
  { backMs: 3 * 24 * 60 * MINUTE, everyMs: 10 * MINUTE },
  { backMs: 15 * MINUTE, everyMs: MINUTE },
  { backMs: 2 * MINUTE, everyMs: 0 },
] as const;

export type Look = (typeof LOOKS)[number];

/** What one node remembers from round to round: when it last looked how far back, in ms. */
export type Looks = {
  /** The furthest that is due. */
  due(now: number): Look;
  /** It was taken in whole, and with it every shorter one. */
  taken(look: Look, now: number): void;
};

export function createLooks(): Looks {
  const last = new Map<Look, number>();
  const isDue = (look: Look, now: number) =>
    now - (last.get(look) ?? Number.NEGATIVE_INFINITY) >= look.everyMs;
  return {
    due: (now) => LOOKS.find((look) => isDue(look, now)) ?? LOOKS[2],
    taken(look, now) {
      for (const each of LOOKS) if (each.backMs <= look.backMs) last.set(each, now);
    },
  };
}
