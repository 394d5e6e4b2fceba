import { median, spread, table as tableOf } from '../statistics.ts';
import type { Measured } from './measure.ts';

/** Medians, with the smallest and the largest behind them; as a table of markdown. */
export function table(measured: ReadonlyMap<string, readonly Measured[]>, baseline: string): string {
  const floor = median((measured.get(baseline) ?? []).map(({ usable }) => usable));
  const rows = [...measured].map(([name, runs]) => {
    const of = (read: (run: Measured) => number) => runs.map(read);
    return [
      name,
      spread(
        of((run) => run.usable),
        0,
      ),
      (median(of((run) => run.usable)) / floor).toFixed(2),
      spread(
        of((run) => run.interactive),
        0,
      ),
      spread(
        of((run) => run.longestTask),
        0,
      ),
      spread(
        of((run) => run.slowestKey ?? 0),
        0,
      ),
      Math.max(...of((run) => run.shift)).toFixed(3),
      median(of((run) => run.scriptKb)).toFixed(1),
      median(of((run) => run.allKb)).toFixed(1),
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
  return tableOf(heads, rows);
}
