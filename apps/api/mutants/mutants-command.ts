// Breaks the api on purpose, one condition at a time, and reports which breaks no test notices: `pnpm --filter
// @checkout/api mutants [--all] [text in a mutant's file or behaviour …]`. A mutant that was killed is not run again
// until its file or its tests change; `--all` runs every one.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MUTANTS, type Mutant } from './mutants.ts';

const API = fileURLToPath(new URL('..', import.meta.url));
const WORKSPACE = join(API, '../..');
const CACHE = join(API, 'node_modules/.cache/mutants.json');
const LOWEST_SCORE = 90;
/** Tests mostly wait, for programs that they started. */
const LANES = 2;
/** A mutant that makes the tests hang is killed as well. */
const LONGEST_RUN_MS = 5 * 60_000;
/** Shorter than the ends that the tests have by themselves: many a mutant is killed by an event that never comes. */
const ENDS = ['--testTimeout=60000', '--expect.poll.timeout=15000'];

type Verdict = 'killed' | 'survived' | 'does not apply' | 'does not run';

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const say = (line: string) => process.stdout.write(`${line}\n`);

const chosen = MUTANTS.filter(
  ({ file, behaviour }) =>
    positionals.length === 0 || positionals.some((text) => `${file} ${behaviour}`.includes(text)),
);
const killedBefore = new Set(await readCache());
const hashes = new Map(await Promise.all(chosen.map(async (each) => [each, await hashOf(each)] as const)));
const isKnown = (mutant: Mutant) => !values.all && killedBefore.has(hashes.get(mutant) ?? '');
const toRun = chosen.filter((mutant) => !isKnown(mutant));
say(`${chosen.length} mutants, ${chosen.length - toRun.length} of them unchanged since they were killed`);

const verdicts = new Map<Mutant, Verdict>(chosen.filter(isKnown).map((mutant) => [mutant, 'killed']));
if (toRun.length > 0) {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-mutants-'));
  try {
    const copies = await Promise.all(
      Array.from({ length: LANES }, (_, lane) => copyApi(join(folder, String(lane)))),
    );
    say('First the tests without a mutant …');
    if ((await runTests(copies[0] ?? '', [...new Set(toRun.flatMap(({ tests }) => tests))])) !== 'survived') {
      throw new Error('The tests fail without any mutant');
    }
    const queue = toRun.values();
    await Promise.all(copies.map((copy) => runMutants(copy, queue)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const failures = chosen.filter((mutant) => verdicts.get(mutant) !== 'killed');
for (const mutant of failures) {
  say(`\n${verdicts.get(mutant)}: ${mutant.file}\n  ${mutant.behaviour}`);
  say(`  - ${mutant.find}\n  + ${mutant.replace}\n  tests: ${mutant.tests.join(', ')}`);
}
const score = chosen.length === 0 ? 0 : (100 * (chosen.length - failures.length)) / chosen.length;
const isBroken = failures.some((mutant) => verdicts.get(mutant) !== 'survived');
say(`\n${chosen.length - failures.length} of ${chosen.length} mutants killed: ${score.toFixed(1)} %`);
process.exitCode = score < LOWEST_SCORE || isBroken ? 1 : 0;

/** Takes mutants until there are none left; the other copies take from the same queue. */
async function runMutants(copy: string, queue: Iterable<Mutant>): Promise<void> {
  for (const mutant of queue) {
    const start = performance.now();
    const verdict = await verdictOf(copy, mutant);
    verdicts.set(mutant, verdict);
    if (verdict === 'killed') await remember(hashes.get(mutant) ?? '');
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    say(`${verdict.padEnd(14)} ${seconds.padStart(4)} s  ${mutant.file}: ${mutant.behaviour}`);
  }
}

/** The package in a workspace of its own, so that a mutant never touches the checkout; all else is linked. */
async function copyApi(folder: string): Promise<string> {
  const copy = join(folder, 'apps/api');
  await mkdir(copy, { recursive: true });
  for (const name of ['node_modules', 'packages', 'fixtures', 'tsconfig.base.json', 'apps/web']) {
    await symlink(join(WORKSPACE, name), join(folder, name));
  }
  await symlink(join(API, 'node_modules'), join(copy, 'node_modules'));
  const own = ['src', 'test', 'examples', 'migrations', 'catalog.json', 'package.json', 'tsconfig.json'];
  for (const name of [...own, 'vitest.config.ts']) {
    await cp(join(API, name), join(copy, name), { recursive: true });
  }
  return copy;
}

async function verdictOf(copy: string, { file, find, replace, tests }: Mutant): Promise<Verdict> {
  const path = join(copy, file);
  const source = await readFile(path, 'utf8').catch(() => '');
  // Found twice, it would not be clear which of them the tests hold.
  if (source.split(find).length !== 2) return 'does not apply';
  await writeFile(
    path,
    source.replace(find, () => replace),
  );
  try {
    return await runTests(copy, tests);
  } finally {
    await writeFile(path, source);
  }
}

/** A mutant must fail a test. One that keeps the test files from loading, such as a syntax error, proves nothing. */
async function runTests(copy: string, tests: readonly string[]): Promise<Verdict> {
  const report = join(copy, 'report.json');
  await rm(report, { force: true });
  const arguments_ = ['run', ...tests, '--bail=1', ...ENDS, '--reporter=json', `--outputFile=${report}`];
  const child = spawn(process.execPath, [join(API, 'node_modules/vitest/vitest.mjs'), ...arguments_], {
    cwd: copy,
    stdio: 'ignore',
    timeout: LONGEST_RUN_MS,
  });
  const [code] = await once(child, 'exit');
  if (code === null) return 'killed';
  if (code === 0) return 'survived';
  const { numFailedTests } = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  return numFailedTests > 0 ? 'killed' : 'does not run';
}

async function hashOf(mutant: Mutant): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(mutant));
  for (const file of [mutant.file, ...mutant.tests]) {
    hash.update(await readFile(join(API, file)).catch(() => ''));
  }
  return hash.digest('hex');
}

async function readCache(): Promise<string[]> {
  return JSON.parse(await readFile(CACHE, 'utf8').catch(() => '[]'));
}

async function remember(hash: string): Promise<void> {
  killedBefore.add(hash);
  await mkdir(dirname(CACHE), { recursive: true });
  await writeFile(CACHE, JSON.stringify([...killedBefore], null, 1));
}
