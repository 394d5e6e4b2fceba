import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { programEnvironment } from '../../../scripts/npm-package.ts';

const { PATH = '', HOME = '', TMPDIR } = programEnvironment;
const plain = { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) };

export type Program = {
  /** What its ready line says. */
  readonly said: readonly string[];
  stop(): Promise<void>;
};

/** Runs a script on this Node.js until it has printed `ready`. @throws with its output where it ends before */
export async function startProgram(
  script: string,
  { ready, env, cwd }: { ready: RegExp; env: Readonly<Record<string, string>>; cwd: string },
): Promise<Program> {
  const child = spawn(process.execPath, [script], {
    cwd,
    env: { ...plain, ...env },
    // The channel tells it when this process is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  const isReady = new Promise<readonly string[]>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        const found = ready.exec(line);
        if (found !== null) resolve(found.slice(1));
      });
    }
  });
  const said = await Promise.race([
    isReady,
    ended.then(() => {
      throw new Error(`${script} ended early:\n${lines.join('\n')}`);
    }),
  ]);
  return {
    said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

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
    env: { ...plain, ...env },
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
