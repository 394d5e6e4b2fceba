import { expect, test } from '@playwright/test';
import { runChaos } from './chaos.ts';
import { faultsOf, tableOf } from './chaos-table.ts';

for (const confirmation of ['explicit', 'automatic'] as const) {
  test(`storm: every charge of Inflow is recorded, once, and nothing is refunded by mistake (${confirmation})`, async () => {
    const report = await runChaos({
      orders: 100,
      seed: 11,
      nodes: 2,
      crowd: 30,
      failovers: 1,
      settleWithinMs: 240_000,
      confirmation,
    });
    expect(faultsOf(report), tableOf(report)).toEqual({});
    // The faults were real, and customers paid all the same; how many depends on the machine.
    expect(report.kills).toBeGreaterThan(2);
    expect(report.charges).toBeGreaterThan(5);
  });
}
