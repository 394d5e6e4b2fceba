/**
 * The crash matrix on an account that answers otherwise: `pnpm --filter @checkout/e2e crash --dialect confirmBody=empty,readLagMs=1500`, or a
 * file of answers (apps/sandbox/README.md, "Dialects"). Without `--dialect`: as in `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { withCrashDialect } from '../support/env.ts';
import { PACKAGE } from '../support/paths.ts';

const { values, positionals } = parseArgs({
  options: { dialect: { type: 'string' } },
  allowPositionals: true,
});
const { status } = spawnSync(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', '--project=faults', 'crash', ...positionals],
  { cwd: PACKAGE, env: withCrashDialect(values.dialect), stdio: 'inherit' },
);
process.exitCode = status ?? 1;
