import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { run } from '../test/child.ts';
import { probeHelp, requestedText, sandboxHelp } from './help.ts';

const source = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const found = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name]) => name));

/** Options of `parseArgs` as the sources write them: `data: {`, `'seed-file': {`. */
const options = (file: string) => found(source(file), /^ +'?([a-z][a-z0-9-]+)'?: \{ type:/gm);
const flags = (help: string) => found(help, /^ {2}--([a-z0-9-]+) /gm);

test('help: the sandbox’s explains each flag and each variable, and no others', () => {
  expect(flags(sandboxHelp)).toEqual(options('flags.ts'));
  const variables = /\b(SANDBOX_[A-Z0-9_]+|HOST|LOG_LEVEL)\b/g;
  expect(found(sandboxHelp, variables)).toEqual(found(source('env.ts'), variables));
});

test('help: the probe’s explains each flag and each variable, and no others', () => {
  expect(flags(probeHelp)).toEqual(options('probe/main.ts'));
  const variables = /\b(INFLOW_[A-Z_]+)\b/g;
  expect(found(probeHelp, variables)).toEqual(found(source('probe/env.ts'), variables));
});

test('help: it or the version is printed in place of a run, beside other flags too', () => {
  expect(requestedText(['--data', 'file', '--help'], 'the help')).toBe('the help');
  expect(requestedText(['-h'], 'the help')).toBe('the help');
  expect(requestedText(['--version'], 'the help')).toBe(`${manifest.version}\n`);
  expect(requestedText(['--data', 'file'], 'the help')).toBeUndefined();
});

test('help: a process that prints it starts nothing and ends well', async () => {
  const { ended, output } = run({ SANDBOX_PORT: 'unusable' }, ['--help']);
  expect(await ended).toEqual([0, null]);
  expect(output).toEqual({ out: sandboxHelp, err: '' });
});
