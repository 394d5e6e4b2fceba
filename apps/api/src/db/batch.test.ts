import { expect, test } from 'vitest';
import { createBatches } from './batch.ts';

test('a batch whose work throws rejects its callers, and the next one runs', async () => {
  let runs = 0;
  const add = createBatches<number, number>(async (batch) => {
    runs += 1;
    if (runs === 1) throw new Error('broken');
    for (const { item, resolve } of batch) resolve(item * 2);
  });
  const broken = await Promise.allSettled([add(1), add(2)]);
  expect(broken.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await add(3)).toBe(6);
});
