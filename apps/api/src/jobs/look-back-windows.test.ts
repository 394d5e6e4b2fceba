import { expect, test } from 'vitest';
import { createLookBackWindows } from './look-back-windows.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-01-01T12:00:00Z');

test('the list is read three days back at first, then mostly two minutes, and further back when that is due again', () => {
  const looks = createLookBackWindows();
  const minutesBack: number[] = [];
  for (let half = 0; half <= 20; half += 1) {
    const now = NOON + (half * MINUTE) / 2;
    const look = looks.due(now);
    looks.completed(look, now);
    minutesBack.push(look.backMs / MINUTE);
  }
  const [first, ...rest] = minutesBack;
  expect(first).toBe(3 * 24 * 60);
  expect(rest.slice(0, 4)).toEqual([2, 15, 2, 15]);
  expect(rest.at(-1)).toBe(3 * 24 * 60);
});

test('a look that failed is due again', () => {
  const looks = createLookBackWindows();
  expect(looks.due(NOON).backMs).toBe(3 * 24 * 60 * MINUTE);
  expect(looks.due(NOON + 1).backMs).toBe(3 * 24 * 60 * MINUTE);
});
