import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Collects what a program prints; its output is to be piped. */
export function watch(child: ChildProcess) {
  const output = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output.err += chunk;
  });
  return { child, output, ended: once(child, 'close') as Promise<[number | null, string | null]> };
}

/** Resolves with the URLs that a starting sandbox prints. */
export async function whenReady({ child, output, ended }: ReturnType<typeof watch>) {
  const line = /Inflow sandbox ready: api (\S+) card (\S+)\n/;
  while (!line.test(output.out)) {
    if (child.stdout !== null) await Promise.race([once(child.stdout, 'data'), ended]);
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended early: ${output.err}`);
  }
  const [, apiUrl = '', cardUrl = ''] = line.exec(output.out) ?? [];
  return { child, output, ended, apiUrl, cardUrl };
}

export function run(env: Record<string, string>, args: string[] = []) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { SANDBOX_PORT: '0', SANDBOX_CARD_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return watch(child);
}

export const ready = (env: Record<string, string> = {}, args: string[] = []) => whenReady(run(env, args));
