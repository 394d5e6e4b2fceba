import { expect, type Page } from '@playwright/test';
import { Problems } from '../support/browser-problems.ts';
import { type ConsolePrograms, type Person, startConsolePrograms } from '../support/console-programs.ts';
import { GOOD_CARD, payInput } from '../support/pay-input.ts';
import { watchedTest } from './watched-test.ts';

type PerTest = {
  /** A person's own browser, signed in at the console. */
  signIn: (person: Person) => Promise<Page>;
  /** This test's shopper pays so many cents and 20 % of tax; resolves with Inflow's id of the payment. */
  pay: (cents?: number) => Promise<string>;
  leavesNoFault: undefined;
};

export const test = watchedTest.extend<PerTest, { programs: ConsolePrograms }>({
  programs: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names out of this pattern
    async ({}, use) => {
      await using programs = await startConsolePrograms();
      await use(programs);
    },
    { scope: 'worker', timeout: 600_000 },
  ],

  signIn: async ({ browser, programs }, use, testInfo) => {
    await using opened = new AsyncDisposableStack();
    const seen: Problems[] = [];
    await use(async (person) => {
      const context = opened.adopt(
        await browser.newContext({ viewport: { width: 1280, height: 900 } }),
        (each) => each.close(),
      );
      const problems = new Problems(context);
      // The browser reports what the api refuses: before the sign-in, and where a test asks for a refusal.
      problems.allow(/status of 40[0139]/);
      seen.push(problems);
      const page = await context.newPage();
      programs.login.next(person);
      await page.goto(programs.consoleUrl);
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.waitForURL(`${programs.consoleUrl}/**`);
      return page;
    });
    if (testInfo.status !== testInfo.expectedStatus) return;
    expect(seen.flatMap((problems) => problems.unexpected())).toEqual([]);
  },

  pay: async ({ programs, email }, use) => {
    await use(async (cents = 5_000) => {
      const { service, shopper } = programs;
      const { sessionId } = await service.sessions.create.mutate({
        products: [{ name: 'Tea', price: cents, quantity: 1 }],
        currency: 'EUR',
        metadatas: { orderId: `order-of-${email}` },
      });
      await shopper.checkout.pay.mutate(payInput(sessionId, GOOD_CARD, email));
      const { paymentId } = await service.sessions.get.query({ sessionId });
      if (paymentId === null) throw new Error('The session was not paid');
      return paymentId;
    });
  },

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
