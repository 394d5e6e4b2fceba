import { defineConfig } from 'vitest/config';

/** The tests of the pure rules, which need neither a database nor a server: what Stryker runs for each mutant. */
export default defineConfig({
  test: {
    include: [
      'src/attempts/classify.test.ts',
      'src/attempts/decide.test.ts',
      'src/attempts/decide-refund.test.ts',
      'src/attempts/decision-table.test.ts',
      'src/attempts/plan-transition.test.ts',
      'src/attempts/states.test.ts',
      'src/fraud/velocity.test.ts',
      'src/jobs/look-back-windows.test.ts',
    ],
    testTimeout: 180_000,
  },
});
