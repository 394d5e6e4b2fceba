import { expect, test } from '@playwright/test';
import { runEventStorm } from './event-storm.ts';
import { faultsOfStorm, tableOfStorm } from './event-storm-table.ts';

test('storm of events: receivers that fail and killed nodes, and every event arrives, in order, and the books equal the ledger', async () => {
  const report = await runEventStorm({
    orders: 60,
    seed: 5,
    nodes: 2,
    crowd: 20,
    resumes: true,
    settleWithinMs: 240_000,
  });
  const table = tableOfStorm(report);
  expect(faultsOfStorm(report), table).toEqual([]);
  // The faults were real, and there was something to tell.
  expect(report.kills, table).toBeGreaterThan(1);
  expect(report.charges, table).toBeGreaterThan(5);
  expect(report.waitingForHanging, table).toBeGreaterThan(10);
  for (const { name, state } of report.receivers)
    if (!name.includes('honest')) expect(state.asked, table).toBeGreaterThan(state.eventIds.length);
});
