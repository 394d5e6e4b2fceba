import { defineConfig } from 'vitest/config';

/** Tests wait for events; this only ends a test that hangs, also on a slow and busy machine. */
export default defineConfig({
  test: {
    globalSetup: './test/setup.ts',
    // They wait for programs and compilers more than they compute.
    maxWorkers: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
