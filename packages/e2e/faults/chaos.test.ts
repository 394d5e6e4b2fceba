import { expect, test } from '@playwright/test';
import { runChaos } from './chaos.ts';

for (const confirmation of ['explicit', 'automatic'] as const) {
  test(`random faults: every charge of Inflow is recorded, once (${confirmation})`, async () => {
    const report = await runChaos({ sessions: 240, seed: 11, nodes: 2, crowd: 40, confirmation });
    expect(report).toMatchObject({
      lost: [],
      twice: [],
      extra: [],
      unresolved: 0,
      internalErrors: 0,
      forgedAccepted: 0,
    });
    // The faults were real: nodes were killed, and shoppers paid all the same; how many depends on the machine.
    expect(report.kills).toBeGreaterThan(2);
    expect(report.charges).toBeGreaterThan(20);
  });
}
