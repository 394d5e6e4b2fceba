import { test as base, expect } from '@playwright/test';
import { type Host, startHost } from '../faults/cluster.ts';
import { coveringArray, labelOf } from './covering-array.ts';
import { problemsOf, tableOf } from './table.ts';
import { STAGES, walkRow } from './walk-row.ts';

const test = base.extend<object, { host: Host }>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names out of this pattern
    async ({}, use) => {
      await using host = await startHost(STAGES);
      await use(host);
    },
    { scope: 'worker', timeout: 600_000 },
  ],
});

// Together these have every answer to every open point; all pairs of answers are walked by `pnpm --filter @checkout/e2e dialects`.
for (const row of coveringArray(1)) {
  test(`dialect: each flow works, works with one more step or is refused clearly: ${labelOf(row)}`, async ({
    host,
  }) => {
    test.setTimeout(1_200_000);
    const walked = [await walkRow(host, row)];
    expect(problemsOf(walked), tableOf(walked)).toEqual([]);
  });
}
