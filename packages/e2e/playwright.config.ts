import { defineConfig } from '@playwright/test';
import { browserLaunch } from './support/browser.ts';

const desktop = { width: 1280, height: 900 };
/** The narrowest that WCAG 2.2 asks for (1.4.10). */
const phone = { width: 320, height: 640 };

export default defineConfig({
  testDir: 'browser',
  outputDir: 'test-results',
  workers: 4,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  // The ends of waiting, for a machine that is several times slower; no test asserts how long something takes.
  timeout: 600_000,
  expect: { timeout: 120_000, toMatchSnapshot: { threshold: 0.02, maxDiffPixels: 100 } },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  reporter: [['line'], ['json', { outputFile: 'reports/playwright.json' }]],
  use: {
    actionTimeout: 120_000,
    navigationTimeout: 120_000,
    launchOptions: await browserLaunch(),
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Both would keep what is typed into the card form.
    trace: 'off',
    video: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    // No browser: programs killed and answers lost, judged by the sandbox's ledger.
    { name: 'faults', testDir: 'faults' },
    // As above: every answer to the open points of Inflow's API.
    { name: 'dialects', testDir: 'dialects' },
    // No programs: every state of the pages, each on its own.
    { name: 'visual', testDir: 'visual', use: { reducedMotion: 'reduce' } },
    { name: 'desktop', use: { viewport: desktop } },
    { name: 'phone', grep: /@phone/, use: { viewport: phone, isMobile: true, hasTouch: true } },
  ],
});
