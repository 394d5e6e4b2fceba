import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Each test starts programs and databases of its own, and a module keeps no state: loading the sources anew for each file only takes time.
    isolate: false,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
    globalSetup: './test/support/postgres.ts',
    // Ends, not waits: each event comes within moments, unless the machine is busy with something else.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 120_000 } },
    // They wait for each other's programs more than they compute; by itself Vitest leaves one of two cores unused.
    maxWorkers: 3,
  },
});
