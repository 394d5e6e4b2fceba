import { median, spread, table as tableOf } from '../support/statistics.ts';
import type { Measured } from './measure.ts';

/** Medians, with the smallest and the largest behind them, and how soon each is usable against each baseline; as a table of markdown. */
export function table(
  measured: ReadonlyMap<string, readonly Measured[]>,
  baselines: readonly string[],
): string {
  const floors = baselines.map((name) => median((measured.get(name) ?? []).map(({ usable }) => usable)));
  const rows = [...measured].map(([name, runs]) => {
    const ms = (read: (run: Measured) => number) => spread(runs.map(read), 0);
    const middle = (read: (run: Measured) => number) => median(runs.map(read));
    return [
      name,
      ms((run) => run.usable),
      ...floors.map((floor) => (middle((run) => run.usable) / floor).toFixed(2)),
      ms((run) => run.interactive),
      ms((run) => run.longestTask),
      ms((run) => run.slowestKey ?? 0),
      Math.max(...runs.map((run) => run.shift)).toFixed(3),
      middle((run) => run.scriptKb).toFixed(1),
      middle((run) => run.allKb).toFixed(1),
    ];
  });
  const heads = [
    'page',
    'usable, ms',
    ...baselines.map((name) => `against ${name}`),
    'interactive, ms',
    'longest task, ms',
    'slowest key, ms',
    'largest shift',
    'scripts, kB',
    'all, kB',
  ];
  return tableOf(heads, rows);
}
