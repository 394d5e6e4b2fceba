import { test as base, expect } from '@playwright/test';
import { Problems } from '../support/browser-problems.ts';

type PerTest = {
  /** Of no other test, so that none meets another's customer. */
  email: string;
  problems: Problems;
};

/** A browser that reports no problem unless the test allows it. */
export const watchedTest = base.extend<PerTest>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names out of this pattern
  email: async ({}, use, { testId }) => use(`shopper-${testId}@example.com`),

  problems: [
    async ({ context }, use) => {
      const problems = new Problems(context);
      await use(problems);
      expect(problems.unexpected(), 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});
