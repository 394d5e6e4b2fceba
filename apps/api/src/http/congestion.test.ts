import { expect, test } from 'vitest';
import { createCongestion, type Window } from './congestion.ts';

type Statements = { readonly count: number; readonly ms: number };

/** The windows of a tenth of a second in which so many statements end that took so long. */
function windowsOf(...all: readonly Statements[]): Window[] {
  let now = 0;
  const windows: Window[] = [];
  const { observe } = createCongestion(
    (window) => windows.push(window),
    () => now,
  );
  for (const [index, { count, ms }] of all.entries()) {
    for (let number = 1; number <= count; number += 1) {
      now = 100 * index + (100 * number) / count;
      observe(ms);
    }
  }
  return windows;
}

const QUICK = { count: 50, ms: 1 };
const judged = (...all: readonly Statements[]) =>
  windowsOf(...all).map(({ isCongested, isSevere }) => (isSevere ? 'severe' : isCongested));

test('congestion: many statements that each take much longer than usual', () => {
  expect(judged(QUICK, QUICK, { count: 60, ms: 5 }, { count: 60, ms: 15 })).toEqual([
    false,
    false,
    true,
    'severe',
  ]);
});

test('congestion: a distant database, of which each statement takes long, is not congested', () => {
  const distant = { count: 60, ms: 20 };
  expect(judged(distant, distant, distant)).toEqual([false, false, false]);
});

test('congestion: many quick statements are not, nor is the one of a report that takes a minute', () => {
  expect(judged(QUICK, { count: 500, ms: 1 }, { count: 4, ms: 5 }, { count: 1, ms: 60_000 })).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('congestion: a database that stays slower is the usual one after a while', () => {
  const slower = { count: 60, ms: 5 };
  const judgements = judged(QUICK, ...Array.from({ length: 20_000 }, () => slower));
  expect(judgements.slice(1, 1000)).not.toContain(false);
  expect(judgements.at(-1)).toBe(false);
});

test('congestion: a window without statements is as long as the pause', () => {
  let now = 0;
  const windows: Window[] = [];
  const { observe } = createCongestion(
    (window) => windows.push(window),
    () => now,
  );
  now = 5_000;
  observe(100);
  expect(windows).toEqual([{ ms: 5_000, isCongested: false, isSevere: false }]);
});
