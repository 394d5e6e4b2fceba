// Runs the workspace's tools, and npm's own, as programs of Node.js: what stands in a `.bin` folder or on the PATH under their names is a shell
// script, or on Windows a `.cmd` file, which needs a shell and mangles paths with spaces.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');

/** The pinned Node.js, which is not the one that runs this script. */
export const NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const PACKAGES = { biome: '@biomejs/biome' };

/** The environment with the workspace's own tools first on the PATH. */
export function toolEnvironment(extra = {}) {
  return {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    ...extra,
    PATH: `${join(MODULES, '.bin')}${delimiter}${process.env.PATH ?? ''}`,
  };
}

/** @returns {string[]} what the pinned Node.js runs */
function commandOf(name, args) {
  if (name === 'node') return args;
  const folder = join(MODULES, PACKAGES[name] ?? name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [join(folder, typeof bin === 'string' ? bin : bin[name]), ...args];
}

/** Runs a tool of the workspace to its end, and shows what it prints. @returns {boolean} whether it succeeded */
export function runTool(name, args, options = {}) {
  return spawnTool(name, args, { stdio: 'inherit', ...options }).status === 0;
}

/** Runs a tool of the workspace to its end. */
export function spawnTool(name, args, options = {}) {
  return spawnSync(NODE, commandOf(name, args), { cwd: ROOT, env: toolEnvironment(), ...options });
}

/** What runs now, and is to end when this program does. */
export const running = new Set();

/**
 * Runs a tool of the workspace and keeps what it prints. `onLine` is told each line.
 * @returns {Promise<{ succeeded: boolean, output: string }>}
 */
export function collectTool(name, args, options = {}) {
  return collect(NODE, commandOf(name, args), { env: toolEnvironment(), ...options });
}

/** Runs npx of the npm that has started this program, or the one on the path. */
export function collectNpx(args, options = {}) {
  const script = npxScript();
  return script === null
    ? collect('npx', args, options)
    : collect(process.execPath, [script, ...args], options);
}

/** Beside the npm that runs this script; else where Node.js has it. Null: only the PATH may know. */
function npxScript() {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const below = join(dirname(dirname(process.execPath)), 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  for (const npm of [process.env.npm_execpath ?? '', beside, below]) {
    const script = join(dirname(npm), 'npx-cli.js');
    if (npm.endsWith('npm-cli.js') && existsSync(script)) return script;
  }
  return null;
}

function collect(command, args, { env = process.env, onLine = () => {} } = {}) {
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      onLine(line);
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => {
      running.delete(child);
      resolve({ succeeded: false, output: String(error) });
    });
    // Not `exit`: what it has printed may still be on its way.
    child.once('close', (code) => {
      running.delete(child);
      resolve({ succeeded: code === 0, output: lines.join('\n') });
    });
  });
}
