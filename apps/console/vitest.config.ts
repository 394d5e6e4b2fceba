import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  test: {
    // A module keeps no state of a page: loading the sources anew for each file only takes time.
    isolate: false,
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    /** Tests wait for events; this is only the end of waiting on a busy machine. */
    testTimeout: 120_000,
    environment: 'node',
  },
});
