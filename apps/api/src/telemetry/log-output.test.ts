import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../log.ts';
import { logOutput } from './log-output.ts';

test('log output: the lines of one turn of the event loop are written together, and none is late', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'log');
  const log = createLog('info', logOutput(openSync(path, 'a')));
  const written = () => readFileSync(path, 'utf8').trim().split('\n').filter(Boolean).length;
  for (let line = 0; line < 3; line += 1) log.info('a line');
  expect(written()).toBe(0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(written()).toBe(3);
  // More than is kept is written at once.
  for (let line = 0; line < 300; line += 1) log.info('a line');
  expect(written()).toBeGreaterThan(100);
  log.fatal('the last line');
  expect(written()).toBe(304);
});

test.each([
  ['ends', 'process.exit(0)'],
  ['fails', "throw new Error('any')"],
  ['has nothing more to do', ''],
])('log output: nothing is lost where the program %s in the turn of its last line', (_, end) => {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', scriptOf(end)], {
    encoding: 'utf8',
  });
  expect(stdout.match(/"line":/g)).toHaveLength(20);
});

test.each([
  ['ends', 'process.exit(0)', 0],
  ['has logged what ends it', "log.fatal('the last line'); process.exit(1)", 1],
])('log output: where its reader is gone, a program that %s ends all the same', async (_, end, code) => {
  const program = spawn(
    process.execPath,
    ['--input-type=module', '--eval', `process.stdin.once('end', async () => {${scriptOf(end)}}).resume()`],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void program.kill('SIGKILL'));
  const closed = once(program.stdout, 'close');
  program.stdout.destroy();
  await closed;
  program.stdin.end();
  expect(await once(program, 'exit')).toEqual([code, null]);
});

/** Logs twenty lines, and then does that in the same turn. */
function scriptOf(end: string): string {
  const imports = ['../log.ts', './log-output.ts'].map((name) => new URL(name, import.meta.url).href);
  return `
    const [{ createLog }, { logOutput }] = await Promise.all(${JSON.stringify(imports)}.map((name) => import(name)));
    const log = createLog('info', logOutput());
    for (let line = 0; line < 20; line += 1) log.info({ line }, 'a line');
    ${end}`;
}
