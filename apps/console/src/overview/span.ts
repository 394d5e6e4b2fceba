const DAY_MS = 86_400_000;

/** Spans that can be chosen, in days. */
export const SPANS = [7, 30, 90] as const;

/** The days of UTC up to today, both ends included. */
export function spanOf(days: number, today: Date): { from: string; to: string; days: string[] } {
  const last = Math.floor(today.getTime() / DAY_MS);
  const all = Array.from({ length: days }, (_, index) => dayOf((last - days + 1 + index) * DAY_MS));
  return { from: all[0] ?? '', to: all.at(-1) ?? '', days: all };
}

/** The day after: the end of a filter that excludes it. */
export function dayAfter(day: string): string {
  return dayOf(Date.parse(day) + DAY_MS);
}

/** The day before: the last that a filter which excludes its end has. */
export function dayBefore(day: string): string {
  return dayOf(Date.parse(day) - DAY_MS);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
