import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { machineEnvironment } from '../support/env.ts';

/** Programs that the scan uses and no package of this repository brings. */
export const TOOLS = {
  slowhttptest: 'apt-get install slowhttptest (as root, Debian 12)',
  wapiti: 'apt-get install wapiti (as root, Debian 12)',
  'mdn-http-observatory-scan': 'npm install --global @mdn/mdn-http-observatory@1.4.8',
  openssl: 'apt-get install openssl (as root, Debian 12)',
} as const;
export type Tool = keyof typeof TOOLS;

/** The file of a tool on the path, links followed; null where there is none. */
export async function findTool(name: Tool): Promise<string | null> {
  for (const folder of (machineEnvironment().PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return realpath(file);
  }
  return null;
}

export type Run = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** After so long it is ended, and what it wrote until then counts. */
  readonly withinMs: number;
};

export type RunResult = { readonly output: string; readonly isCutOff: boolean; readonly code: number | null };

/** Runs a tool to its end, with the environment of the machine alone. */
export function runTool({ file, args, env = {}, withinMs }: Run): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: { ...machineEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let isCutOff = false;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    const timer = setTimeout(() => {
      isCutOff = true;
      child.kill('SIGKILL');
    }, withinMs);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ output, isCutOff, code });
    });
  });
}
