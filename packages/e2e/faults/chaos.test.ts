import { expect, test } from '@playwright/test';
import { runStorm } from './chaos.ts';

for (const confirmation of ['explicit', 'automatic'] as const) {
  test(`in a storm, what Inflow charged is what is recorded, once (${confirmation})`, async () => {
    const report = await runStorm({ sessions: 240, seed: 11, nodes: 2, crowd: 40, confirmation });
    expect(report).toMatchObject({
      lost: [],
      twice: [],
      extra: [],
      unresolved: 0,
      internalErrors: 0,
      forgedAccepted: 0,
    });
    // The storm was one: nodes died, calls were cut off, and people paid all the same.
    expect(report.kills).toBeGreaterThan(2);
    expect(report.charges).toBeGreaterThan(60);
  });
}
