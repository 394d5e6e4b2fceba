import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { plainEnvironment } from '../../../scripts/source-checkout.ts';

export type Run = { readonly code: number | null; readonly out: string; readonly err: string };

/** The command line while it runs. */
export type Running = AsyncDisposable & {
  readonly ended: Promise<Run>;
  /** Resolves with the line of its output that matches; rejects when it ends without. */
  printed(expected: RegExp): Promise<string>;
  interrupt(): void;
};

/** Starts a script with arguments on this Node.js, with nothing of this process's environment but what every program needs. */
export function startScript(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Running {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...plainEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  return {
    ended,
    printed(expected) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const line = `${output.out}${output.err}`.split('\n').find((each) => expected.test(each));
          if (line !== undefined) resolve(line);
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        void ended.then(() => reject(new Error(`ended without ${expected}: ${output.out}${output.err}`)));
        look();
      });
    },
    interrupt: () => void child.kill('SIGINT'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
