import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenBuckets } from './token-buckets.ts';

function bucketsAt(rate: { burst: number; perSecond: number }, keys = 100) {
  let ms = 0;
  const buckets = createTokenBuckets(rate, keys, { now: () => ms });
  const pass = (more: number) => {
    ms += more;
  };
  return { take: buckets.take, pass };
}

test('token bucket: a burst is served, then as much as comes back', () => {
  const { take, pass } = bucketsAt({ burst: 3, perSecond: 2 });
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 1]);
  expect(take('b')).toBe(0);
  pass(500);
  expect([take('a'), take('a')]).toEqual([0, 1]);
  pass(3_600_000);
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 1]);
});

test('token bucket: says how long to wait', () => {
  const { take, pass } = bucketsAt({ burst: 1, perSecond: 0.1 });
  expect([take('a'), take('a')]).toEqual([0, 10]);
  pass(9_000);
  expect(take('a')).toBe(1);
  pass(1_000);
  expect(take('a')).toBe(0);
});

test('token bucket: never more than the burst and the rate, however the calls are spread', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2_000), { maxLength: 200 }), (pauses) => {
      const { take, pass } = bucketsAt({ burst: 5, perSecond: 3 });
      let served = 0;
      for (const pause of pauses) {
        pass(pause);
        if (take('a') === 0) served += 1;
      }
      const seconds = pauses.reduce((sum, each) => sum + each, 0) / 1_000;
      expect(served).toBeLessThanOrEqual(5 + 3 * seconds + 1e-6);
    }),
  );
});

test('token bucket: many keys take no more memory than some', () => {
  const { take } = bucketsAt({ burst: 1, perSecond: 1 }, 10);
  for (let key = 0; key < 1_000; key += 1) expect(take(String(key))).toBe(0);
  // The newest are remembered, and the oldest are not.
  expect([take('999'), take('0')]).toEqual([1, 0]);
});
