import { expect, test } from 'vitest';
import { waitAfter } from './dispatcher.ts';

test('there are ten delivery attempts, and the first waits are those that Svix publishes', () => {
  const waits = Array.from({ length: 10 }, (_, index) => waitAfter(index + 1));
  expect(waits.slice(0, 5)).toEqual([5000, 300_000, 1_800_000, 7_200_000, 18_000_000]);
  expect(waits.filter((wait) => wait !== null)).toHaveLength(9);
  expect(waits[9]).toBe(null);
});
