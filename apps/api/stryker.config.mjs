/**
 * Mutation testing of the pure rules: `pnpm --filter @checkout/api mutation`. What needs a database has its own list of
 * mutants, in mutants/.
 */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: [
    'src/attempts/classify.ts',
    'src/attempts/decide.ts',
    'src/attempts/decide-refund.ts',
    'src/attempts/plan-transition.ts',
    'src/attempts/states.ts',
    'src/fraud/velocity.ts',
    'src/jobs/look-back-windows.ts',
  ],
  // Stryker 10 rewrites a tsconfig.json through the JavaScript interface of TypeScript, which TypeScript 7 has not; the
  // tests run without one.
  ignorePatterns: ['dist', 'reports', 'tsconfig.json'],
  concurrency: 2,
  coverageAnalysis: 'perTest',
  // A mutant outside of any function keeps its verdict until its file changes: `mutation --force` runs all of them again.
  incremental: true,
  incrementalFile: 'node_modules/.cache/stryker.json',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  thresholds: { high: 98, low: 96, break: 95 },
};
