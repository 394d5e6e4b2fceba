import { expect, test } from 'vitest';
import { createFaults, type Strike } from './faults.ts';

const always = () => true;

test('a fault applies as often as its count, then the next matching fault does', () => {
  const faults = createFaults<Strike & { name: string }>('f', 1);
  faults.add({ name: 'once', count: 1 });
  faults.add({ name: 'ever' });
  expect([1, 2, 3].map(() => faults.take(always)?.name)).toEqual(['once', 'ever', 'ever']);
  expect(faults.list()).toMatchObject([
    { name: 'once', left: 0, hits: 1 },
    { name: 'ever', left: null, hits: 2 },
  ]);
});

test("a fault's random draws do not depend on another fault's requests", () => {
  const run = (noise: boolean) => {
    const faults = createFaults<Strike & { name: string }>('f', 42);
    faults.add({ name: 'noise', probability: 0.5 });
    faults.add({ name: 'watched', probability: 0.5 });
    return Array.from({ length: 30 }, () => {
      if (noise) faults.take(({ name }) => name === 'noise');
      return faults.take(({ name }) => name === 'watched') !== null;
    });
  };
  expect(run(true)).toEqual(run(false));
  expect(new Set(run(true)).size).toBe(2);
});

test('a fault of probability 0 never applies, one of 1 always', () => {
  const faults = createFaults<Strike>('f', 1);
  faults.add({ probability: 0 });
  expect(faults.take(always)).toBe(null);
  faults.add({ probability: 1 });
  expect(faults.take(always)?.id).toBe('f_2');
});
