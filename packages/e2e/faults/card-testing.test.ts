import { expect, test } from '@playwright/test';
import { runCardTesting } from './card-testing.ts';

test('card testing: is stopped after a few cards while every honest shopper pays', async () => {
  const report = await runCardTesting({
    shape: 'rotating-emails',
    cards: 200,
    crowd: 20,
    seed: 3,
    challenge: false,
  });
  expect(report).toMatchObject({ hurt: [], internalErrors: 0 });
  expect(report.honest).toBeGreaterThanOrEqual(20);
  // Forty, and half of those that were under way at once.
  expect(report.reached).toBeLessThanOrEqual(60);
  expect(report.reached).toBeGreaterThan(10);
});
