import type { Finding, Level } from '@checkout/schemas/doctor';

/** The findings of one area. `todo` is a whole sentence; what is repairable is done by `doctor.repair`. */
export function findingsOf(area: string) {
  const found: Finding[] = [];
  const add = (level: Level) => (says: string, todo: string | null, repairable: boolean) =>
    found.push({ area, level, says, todo, repairable });
  const warning = add('warning');
  const bad = add('bad');
  return {
    found,
    good: (says: string) => add('good')(says, null, false),
    warning: (says: string, todo: string, repairable = false) => warning(says, todo, repairable),
    bad: (says: string, todo: string, repairable = false) => bad(says, todo, repairable),
  };
}

/** "3 minutes": for people, rounded down. */
export function ageOf(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const [unit, size] = units.find(([, each]) => seconds >= 2 * each) ?? ['second', 1];
  const count = Math.max(0, Math.floor(seconds / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
