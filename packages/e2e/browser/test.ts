import { expect, type Page } from '@playwright/test';
import { CheckoutPage } from '../support/checkout-page.ts';
import { type Programs, startPrograms } from '../support/programs.ts';
import { watchedTest } from './watched-test.ts';

type PerTest = {
  checkout: CheckoutPage;
  leavesNoFault: undefined;
  showsApiLog: undefined;
};

export const test = watchedTest.extend<PerTest, { programs: Programs }>({
  programs: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names out of this pattern
    async ({}, use) => {
      await using programs = await startPrograms();
      await use(programs);
    },
    { scope: 'worker', timeout: 600_000 },
  ],

  baseURL: async ({ programs }, use) => use(programs.checkoutUrl),

  // Before the fixture that judges, so that its verdict is known when this one ends.
  showsApiLog: [
    async ({ programs }, use, testInfo) => {
      const before = programs.apiOutput().length;
      await use(undefined);
      if (testInfo.status === testInfo.expectedStatus) return;
      await testInfo.attach('log of the api', {
        body: programs.apiOutput().slice(before),
        contentType: 'text/plain',
      });
    },
    { auto: true },
  ],

  checkout: async ({ page, programs, email }, use) => use(new CheckoutPage(page, programs, email)),

  leavesNoFault: [
    async ({ programs }, use) => {
      await use(undefined);
      await programs.sandbox.faults.clear();
      await programs.sandbox.webhookFaults.clear();
    },
    { auto: true },
  ],
});

export { expect, type Page };
