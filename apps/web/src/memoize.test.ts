import { expect, it } from 'vitest';
import { memoize } from './memoize.ts';

it('asks once for each key, and holds no more than it may', () => {
  const asked: string[] = [];
  const ask = memoize((key) => {
    asked.push(key);
    return key.toUpperCase();
  }, 2);
  expect([ask('a'), ask('a'), ask('b'), ask('a')]).toEqual(['A', 'A', 'B', 'A']);
  expect(asked).toEqual(['a', 'b']);
  expect([ask('c'), ask('a')]).toEqual(['C', 'A']);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
