import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { test } from 'node:test';
import { collectNpx, collectTool, NODE, spawnTool } from './tools.mjs';

test('tools: a tool runs as a program of the pinned Node.js, with its arguments as they are', async () => {
  const seen = [];
  const script = 'console.log(process.argv[1]); console.error(process.execPath)';
  const { succeeded, output } = await collectTool('node', ['-e', script, 'a "b" $c %d%'], {
    onLine: (line) => seen.push(line),
  });
  assert.ok(succeeded);
  assert.deepEqual(output.split('\n').toSorted(), ['a "b" $c %d%', realpathSync(NODE)].toSorted());
  assert.equal(seen.join('\n'), output);
});

test('tools: those of packages are found by what their package says', () => {
  for (const name of ['biome', 'knip', 'pnpm', 'turbo'])
    assert.equal(spawnTool(name, ['--version'], { encoding: 'utf8' }).status, 0, name);
});

test('tools: one that fails says so, with what it has printed', async () => {
  const { succeeded, output } = await collectTool('node', ['-e', 'console.log("why"); process.exit(3)']);
  assert.deepEqual({ succeeded, output }, { succeeded: false, output: 'why' });
});

test('tools: npx is the one of the npm that runs this, or of this Node.js', async () => {
  assert.match((await collectNpx(['--version'])).output, /^\d+\.\d+/);
});
