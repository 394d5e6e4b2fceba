const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * Waits after each failed attempt: Svix's published schedule (5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h), its last
 * step repeated, because Inflow documents up to 10 attempts.
 */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, ...Array<number>(4).fill(10 * hour)];

/** Milliseconds until the next attempt, or null when there is none any more. */
export const waitAfter = (attempts: number): number | null => waits[attempts - 1] ?? null;
