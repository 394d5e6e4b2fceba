import { expect, test } from 'vitest';
import { createClock } from './clock.ts';

const clockAt = (start: number) => {
  const real = { now: start };
  return { real, clock: createClock({ realNow: () => real.now }) };
};

test('clock: a skip runs due timers in order, each at its own time', () => {
  const { clock } = clockAt(1000);
  const seen: [string, number][] = [];
  clock.schedule(3000, () => seen.push(['second', clock.now()]));
  clock.schedule(2000, () => seen.push(['first', clock.now()]));
  clock.schedule(9000, () => seen.push(['never', clock.now()]));
  clock.advance(5000);
  expect(seen).toEqual([
    ['first', 2000],
    ['second', 3000],
  ]);
  expect(clock.now()).toBe(6000);
});

test('clock: a timer scheduled within a skip runs in the same skip', () => {
  const { clock } = clockAt(0);
  const seen: number[] = [];
  const again = () => {
    seen.push(clock.now());
    if (seen.length < 4) clock.schedule(clock.now() + 10, again);
  };
  clock.schedule(10, again);
  clock.advance(30);
  expect(seen).toEqual([10, 20, 30]);
});

test('clock: timers of the same time run in the order they were made, and cancelled ones do not run', () => {
  const { clock } = clockAt(0);
  const seen: number[] = [];
  const cancels = [1, 2, 3, 4, 5].map((n) => clock.schedule(5, () => seen.push(n)));
  cancels[2]?.();
  clock.advance(5);
  expect(seen).toEqual([1, 2, 4, 5]);
});

test('clock: many timers run sorted by time', () => {
  const { clock } = clockAt(0);
  const seen: number[] = [];
  for (let i = 0; i < 500; i++) {
    const at = (i * 7919) % 1000;
    clock.schedule(at, () => seen.push(at));
  }
  clock.advance(1000);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen).toHaveLength(500);
});

test('clock: a timer also runs as real time passes', async () => {
  const clock = createClock();
  await new Promise<void>((resolve) => clock.schedule(clock.now() + 1, resolve));
  clock.close();
});
