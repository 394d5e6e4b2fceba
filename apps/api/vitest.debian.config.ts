import { defineConfig } from 'vitest/config';

/** What needs Debian's PostgreSQL, with its tools: `pnpm --filter @checkout/api test:debian`. Not a part of `npm test`. */
export default defineConfig({
  test: {
    include: ['debian/*.test.ts'],
    globalSetup: './debian/setup.ts',
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
