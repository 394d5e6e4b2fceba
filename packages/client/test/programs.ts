import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { programEnvironment } from '../../../scripts/npm-package.ts';

export type Program = {
  /** What its ready line says. */
  readonly said: readonly string[];
  /** Its output so far, by line. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
};

/** Runs a script on this Node.js until it has printed `ready`. @throws with its output where it ends before */
export async function startProgram(
  script: string,
  { ready, env, cwd }: { ready: RegExp; env: Readonly<Record<string, string>>; cwd: string },
): Promise<Program> {
  const { PATH = '', HOME = '', TMPDIR } = programEnvironment;
  const child = spawn(process.execPath, [script], {
    cwd,
    env: { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...env },
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
    lines,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
