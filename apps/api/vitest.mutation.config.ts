import { defineConfig } from 'vitest/config';

/** The tests of the pure rules, which need neither a database nor a server: what Stryker runs for each mutant. */
export default defineConfig({
  test: {
    include: [
      'src/attempt/decide.test.ts',
      'src/attempt/sequences.test.ts',
      'src/limits/weigh.test.ts',
      'src/reconciler/looks.test.ts',
      'test/decision-table.test.ts',
    ],
    testTimeout: 180_000,
  },
});
