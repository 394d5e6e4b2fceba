import { expect, test } from 'vitest';
import { createUtilization } from './utilization.ts';

const turns = async (until: () => boolean) => {
  while (!until()) await new Promise((resolve) => setTimeout(resolve, 20));
};

test('utilization: a loop that computes is near 1, one that waits is near 0', async () => {
  const utilization = createUtilization();
  await turns(() => utilization() > 0);
  const end = performance.now() + 700;
  await turns(() => {
    const slice = Math.min(performance.now() + 200, end);
    while (performance.now() < slice);
    return performance.now() >= end;
  });
  expect(utilization()).toBeGreaterThan(0.7);
  const busy = utilization();
  await turns(() => utilization() !== busy);
  await turns(() => utilization() < 0.5);
});
