import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { machineEnvironment } from './env.ts';

const STARTS_WITHIN_MS = 300_000;
const STOPS_WITHIN_MS = 120_000;

export type ProgramOptions = {
  readonly name: string;
  /** The built script. */
  readonly script: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** For the script. */
  readonly args?: readonly string[];
  /** For Node itself. */
  readonly flags?: readonly string[] | undefined;
  /** Its line that says it is ready. */
  readonly ready: RegExp;
};

export type ChildProgram = AsyncDisposable & {
  /** What `ready` captured. */
  readonly said: readonly string[];
  readonly pid: number;
  /** Everything written so far, to either stream. */
  output(): string;
  /** Asks it to end and waits. @throws when it has to be killed, or gave up something to end in time. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
};

/** Starts one program and waits for its ready line. @throws with everything it wrote when it ends before that. */
export async function startProgram(options: ProgramOptions): Promise<ChildProgram> {
  const { name, script, folder, env, ready, flags = [], args = [] } = options;
  const child = spawn(process.execPath, [...flags, script, ...args], {
    cwd: folder,
    env: { ...machineEnvironment(), ...env },
    // The channel tells it when this process is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  const stop = () => stopChild(name, child);
  try {
    const said = await readyLine({ name, child, ready, lines });
    const kill = () => killChild(child);
    const pid = child.pid ?? Number.NaN;
    return { said, pid, output: () => lines.join('\n'), stop, kill, [Symbol.asyncDispose]: stop };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

type Starting = {
  readonly name: string;
  readonly child: ChildProcess;
  readonly ready: RegExp;
  readonly lines: string[];
};

function readyLine({ name, child, ready, lines }: Starting): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const fail = (how: string) => reject(new Error(`${name} ${how}:\n${lines.join('\n')}`));
    const timer = setTimeout(() => fail(`was not ready in ${STARTS_WITHIN_MS} ms`), STARTS_WITHIN_MS);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        const found = ready.exec(line);
        if (found === null) return;
        clearTimeout(timer);
        resolve(found.slice(1));
      });
    }
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended (${signal ?? code})`);
    });
  });
}

async function killChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await ended;
}

async function stopChild(name: string, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  let killed = false;
  const timer = setTimeout(() => {
    killed = true;
    child.kill('SIGKILL');
  }, STOPS_WITHIN_MS);
  await ended;
  clearTimeout(timer);
  if (killed) throw new Error(`${name} did not stop within ${STOPS_WITHIN_MS} ms`);
  if (child.exitCode !== 0) throw new Error(`${name} stopped with ${child.signalCode ?? child.exitCode}`);
}
