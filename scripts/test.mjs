// npm test: installs what is missing, then runs every check and ends with one line of counts.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { install, ROOT, runTool } from './install.mjs';

install();

const started = Date.now();
let passed = 0;
let failed = 0;
const failures = [];

function check(name, succeeded) {
  if (succeeded) passed += 1;
  else {
    failed += 1;
    failures.push(name);
  }
}

function heading(text) {
  console.log(`\n── ${text} (${Math.round((Date.now() - started) / 1000)} s) ──`);
}

/** Keeps a failed test and the first line of its message for the end, since its own output may be thousands of lines up. */
function addFailure(where, name, message = '') {
  const [reason = ''] = stripVTControlCharacters(message).split('\n', 1);
  failures.push(`${where}: ${name}${reason === '' ? '' : `: ${reason}`}`);
}

/** Adds the counts of a Vitest report. A missing report is a failure: the suite did not run. */
function countVitest(name, file) {
  if (!existsSync(file)) return check(`${name}: no report`, false);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  if (report.numPendingTests + report.numTodoTests > 0) check(`${name}: skipped tests`, false);
  for (const { assertionResults } of report.testResults) {
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === 'failed') addFailure(name, fullName, failureMessages[0]);
  }
  if (report.numFailedTests === 0 && !report.success) check(`${name}: a test file did not run`, false);
}

function countPlaywright(file) {
  if (!existsSync(file)) return check('browser: no report', false);
  const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'));
  passed += stats.expected;
  failed += stats.unexpected + stats.flaky;
  for (const spec of suites.flatMap(specsOf)) {
    for (const { status, projectName, results } of spec.tests)
      if (status === 'unexpected' || status === 'flaky')
        addFailure(`browser, ${projectName}`, spec.title, results.find(({ error }) => error)?.error.message);
  }
  if (stats.skipped > 0) check(`browser: ${stats.skipped} skipped`, false);
}

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

heading('format, lint, unused code, secrets');
check('biome', runTool('biome', ['check', '.']));
check('knip', runTool('knip', []));
check('hygiene', runTool('node', ['scripts/hygiene.mjs']));
check('supply chain', runTool('node', ['scripts/supply-chain.mjs']));
check('claims about security', runTool('node', ['scripts/claims.mjs']));
check('imports follow the arrows', runTool('node', ['scripts/arrows.mjs']));
check('tests of the scripts', runTool('node', ['--test', '--test-reporter=dot', 'scripts/*.test.mjs']));

heading('types, builds, unit and integration tests');
const packages = ['apps', 'packages'].flatMap((group) =>
  readdirSync(join(ROOT, group)).map((name) => join(group, name)),
);
for (const folder of packages) rmSync(join(ROOT, folder, 'reports'), { recursive: true, force: true });
check('typecheck', runTool('turbo', ['run', 'typecheck', '--output-logs=errors-only', '--continue=always']));
check('build', runTool('turbo', ['run', 'build', '--output-logs=errors-only', '--continue=always']));
runTool('turbo', ['run', 'test', '--output-logs=new-only', '--continue=always', '--concurrency=2']);
for (const folder of packages) {
  const { scripts = {} } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  if (scripts.test !== undefined) countVitest(folder, join(ROOT, folder, 'reports', 'vitest.json'));
}

heading('in a browser, with every program running');
runTool('turbo', ['run', 'e2e', '--output-logs=full', '--log-prefix=none', '--ui=stream']);
countPlaywright(join(ROOT, 'packages', 'e2e', 'reports', 'playwright.json'));

heading('done');
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
