// npm test: installs what is missing, then runs every check and ends with one line of counts.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { makeFolderInMemory, removeFolder } from './folder-in-memory.mjs';
import { install } from './install.mjs';
import { collectTool, ROOT, running, toolEnvironment } from './tools.mjs';

const started = Date.now();
const toTerminal = process.stdout.isTTY === true;
let passed = 0;
let failed = 0;
const failures = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    console.log('\n\nStopped before the end.');
    for (const tool of running) tool.kill('SIGTERM');
    process.exit(1);
  });
}

const inMemory = process.env.TMPDIR === undefined ? makeFolderInMemory() : null;
if (inMemory !== null) process.on('exit', () => removeFolder(inMemory));
const env = toolEnvironment(inMemory === null ? {} : { TMPDIR: inMemory });

function check(name, succeeded) {
  if (succeeded) passed += 1;
  else {
    failed += 1;
    failures.push(name);
  }
}

/** One line for each tool: its name while it runs, and what became of it. What it has printed is shown where it failed. */
const run = (title, name, args) => runTogether(title, name, [args]);

/** The same for a tool that runs several times side by side. */
async function runTogether(title, name, allArgs) {
  const begun = Date.now();
  const line = `  ${title}`.padEnd(48);
  process.stdout.write(line);
  const onLine = (said) => {
    const at = placeIn(stripVTControlCharacters(said));
    // Written over, until there is something newer.
    if (toTerminal && at !== null) process.stdout.write(`\r\x1b[K${line}${at}`);
  };
  const runs = await Promise.all(allArgs.map((args) => collectTool(name, args, { env, onLine })));
  const succeeded = runs.every((each) => each.succeeded);
  const took = `${Math.round((Date.now() - begun) / 1000)} s`.padStart(6);
  process.stdout.write(`${toTerminal ? `\r\x1b[K${line}` : ''}${succeeded ? 'good  ' : 'FAILED'}${took}\n`);
  for (const { output } of runs.filter((each) => !each.succeeded)) console.log(`\n${output}\n`);
  return succeeded;
}

/** How far a suite has come, of a line that it prints: the file that is done, or the test that begins. */
function placeIn(line) {
  const [, file] = /[✓❯] (\S+\.test\.tsx?)/.exec(line) ?? [];
  const [, test, all] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
  return test === undefined ? (file ?? null) : `${test} of ${all}`;
}

const runAndCheck = async (title, name, args) => check(title, await run(title, name, args));

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

await install();
console.log('Checking everything (about a quarter of an hour) …\n');

await runAndCheck('format and lint', 'biome', ['check', '.']);
await runAndCheck('unused code and dependencies', 'knip', []);
await runAndCheck('secrets and card numbers in files', 'node', ['scripts/hygiene.mjs']);
await runAndCheck('supply chain', 'node', ['scripts/supply-chain.mjs']);
await runAndCheck('claims about security', 'node', ['scripts/claims.mjs']);
await runAndCheck('imports follow the arrows', 'node', ['scripts/arrows.mjs']);
await runAndCheck('tests of the scripts', 'node', ['--test', '--test-reporter=dot', 'scripts/*.test.mjs']);

const packages = ['apps', 'packages'].flatMap((group) =>
  readdirSync(join(ROOT, group)).map((name) => join(group, name)),
);
for (const folder of packages) rmSync(join(ROOT, folder, 'reports'), { recursive: true, force: true });
const turbo = (task, logs, ...options) => [
  'run',
  task,
  `--output-logs=${logs}`,
  '--continue=always',
  ...options,
];
await runAndCheck('types', 'turbo', turbo('typecheck', 'errors-only'));
await runAndCheck('builds', 'turbo', turbo('build', 'errors-only'));
// The api's take longer than all others together: they begin first, and the others run beside them, one after the other.
await runTogether('unit and integration tests', 'turbo', [
  turbo('test', 'new-only', '--filter=@checkout/api'),
  turbo('test', 'new-only', '--filter=!@checkout/api', '--concurrency=1'),
]);
for (const folder of packages) {
  const { scripts = {} } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  if (scripts.test !== undefined) countVitest(folder, join(ROOT, folder, 'reports', 'vitest.json'));
}
await run('in a browser, with every program running', 'turbo', [
  'run',
  'e2e',
  '--output-logs=full',
  '--log-prefix=none',
  '--ui=stream',
]);
countPlaywright(join(ROOT, 'packages', 'e2e', 'reports', 'playwright.json'));

console.log(`\nDone in ${Math.round((Date.now() - started) / 1000)} s.`);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
