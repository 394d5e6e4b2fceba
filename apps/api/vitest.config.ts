import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
    globalSetup: './test/support/postgres.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Less than a test has; what comes, comes at once, unless the machine is busy.
    expect: { poll: { timeout: 20_000 } },
    // They wait for each other's programs more than they compute; by itself Vitest leaves one of two cores unused.
    maxWorkers: 3,
  },
});
