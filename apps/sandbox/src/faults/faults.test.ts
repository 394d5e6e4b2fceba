import { expect, test } from 'vitest';
import { createFaults, type Strike } from './faults.ts';

const always = () => true;

test('a count is used up, and the next matching fault then gets its turn', () => {
  const faults = createFaults<Strike & { name: string }>('f', 1);
  faults.add({ name: 'once', count: 1 });
  faults.add({ name: 'ever' });
  expect([1, 2, 3].map(() => faults.take(always)?.name)).toEqual(['once', 'ever', 'ever']);
  expect(faults.list()).toMatchObject([
    { name: 'once', left: 0, hits: 1 },
    { name: 'ever', left: null, hits: 2 },
  ]);
});

test('what one fault draws does not depend on what another one sees', () => {
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

test('probability 0 never strikes, 1 always', () => {
  const faults = createFaults<Strike>('f', 1);
  faults.add({ probability: 0 });
  expect(faults.take(always)).toBe(null);
  faults.add({ probability: 1 });
  expect(faults.take(always)?.id).toBe('f_2');
});
