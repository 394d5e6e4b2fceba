import { expect, test } from 'vitest';
import { createLimiter } from './limiter.ts';

test('never more at once than allowed, all of them in order, failures included', async () => {
  const inTurn = createLimiter(2);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = (n: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    order.push(n);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (n === 1) throw new Error('one fails');
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => inTurn(work(n))));
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect([most, order]).toEqual([2, [0, 1, 2, 3, 4]]);
});
