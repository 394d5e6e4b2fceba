import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

export function run(env: Record<string, string>, args: string[] = []) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { SANDBOX_PORT: '0', SANDBOX_CARD_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  return { child, output, ended: once(child, 'close') as Promise<[number | null, string | null]> };
}

export async function ready(env: Record<string, string> = {}, args: string[] = []) {
  const { child, output, ended } = run(env, args);
  const line = /Inflow sandbox ready: api (\S+) card (\S+)\n/;
  while (!line.test(output.out)) {
    await Promise.race([once(child.stdout, 'data'), ended]);
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended early: ${output.err}`);
  }
  const [, apiUrl = '', cardUrl = ''] = line.exec(output.out) ?? [];
  return { child, output, ended, apiUrl, cardUrl };
}
