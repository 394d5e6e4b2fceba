import type { Measured } from './measure.ts';

/** Medians, with the smallest and the largest behind them; as a table of markdown. */
export function table(measured: ReadonlyMap<string, readonly Measured[]>, baseline: string): string {
  const floor = median((measured.get(baseline) ?? []).map(({ usable }) => usable));
  const rows = [...measured].map(([name, runs]) => {
    const of = (read: (run: Measured) => number) => spread(runs.map(read));
    const usable = median(runs.map((run) => run.usable));
    return [
      name,
      of((run) => run.usable),
      (usable / floor).toFixed(2),
      of((run) => run.interactive),
      of((run) => run.longestTask),
      of((run) => run.slowestKey ?? 0),
      Math.max(...runs.map((run) => run.shift)).toFixed(3),
      median(runs.map((run) => run.scriptKb)).toFixed(1),
      median(runs.map((run) => run.allKb)).toFixed(1),
    ];
  });
  const heads = [
    'page',
    'usable, ms',
    `against ${baseline}`,
    'interactive, ms',
    'longest task, ms',
    'slowest key, ms',
    'largest shift',
    'scripts, kB',
    'all, kB',
  ];
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function spread(numbers: readonly number[]): string {
  const whole = (number: number) => number.toFixed(0);
  return `${whole(median(numbers))} (${whole(Math.min(...numbers))}–${whole(Math.max(...numbers))})`;
}
