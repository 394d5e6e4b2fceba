import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Program = AsyncDisposable & {
  /** The URLs in its ready line. */
  readonly urls: readonly string[];
  /** Milliseconds from the start of the process to that line. */
  readonly readyMs: number;
  /** From /proc; 0 where there is none. */
  residentMb(): number;
};

function residentMb(pid: number | undefined): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Starts a script as a process of its own, so that it does not share a thread with the measurement. Disposing stops it. */
export async function startProgram(file: string, args: readonly string[] = []): Promise<Program> {
  const started = performance.now();
  const script = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [script, ...args], {
    env: { SANDBOX_PORT: '0', SANDBOX_CARD_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const { stdout } = child;
  if (stdout === null) throw new Error('a pipe was asked for');
  const ended = once(child, 'exit');
  for await (const line of createInterface(stdout)) {
    if (!/\bready\b/.test(line)) continue;
    const readyMs = Math.round(performance.now() - started);
    stdout.resume();
    return {
      urls: line.match(/http:\S+/g) ?? [],
      readyMs,
      residentMb: () => residentMb(child.pid),
      async [Symbol.asyncDispose]() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`${file} ended before it was ready`);
}
