// What `npm start` and `npm run dev` have in common: settings, and programs that are started, watched and ended together.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { commandLineToken } from './command-line-token.mjs';
import { chooseSandbox, LOOPBACK } from './sandbox-choice.mjs';
import { settingProblem } from './settings.mjs';
import { collectTool, NODE, ROOT, running } from './tools.mjs';

const host = process.env.HOST || '127.0.0.1';
const choice = chooseSandbox(process.env);
if (choice.problem !== undefined) fail(choice.problem);
export const usesSandbox = choice.usesSandbox;
export const dataDir = resolve(process.env.DATA_DIR || join(ROOT, '.data'));
export const ports = {
  PORT: process.env.PORT || '3000',
  ...(usesSandbox && {
    SANDBOX_PORT: process.env.SANDBOX_PORT || '4010',
    SANDBOX_CARD_PORT: process.env.SANDBOX_CARD_PORT || '4011',
  }),
  // Without the sandbox the api decides: it needs a login there.
  ...(usesSandbox && LOOPBACK.test(host) && { CONSOLE_PORT: process.env.CONSOLE_PORT || '3001' }),
};

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Before minutes of installing: a variable, a port or a folder that will not do is said first. */
export async function checkSettings(morePorts = {}) {
  const problem = settingProblem(process.env);
  if (problem !== null) fail(problem);
  for (const [name, value] of Object.entries({ ...ports, ...morePorts })) await checkPort(name, value);
  checkFolder();
}

async function checkPort(name, value) {
  if (!/^\d+$/.test(value) || Number(value) > 65_535) fail(`${name} must be a whole number from 0 to 65535.`);
  const problem = await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code));
    probe.listen(Number(value), host, () => probe.close(() => resolve(null)));
  });
  if (problem === 'EADDRINUSE')
    fail(`${name} ${value} is in use by another program; set ${name} to a free port.`);
  if (problem === 'EACCES')
    fail(`${name} ${value} may not be opened by this user; set ${name} to another port.`);
  if (problem !== null) fail(`HOST is not an address of this machine: ${host}.`);
}

/** As `mkdir -p`. Not Node's `recursive`, which never ends where the system refuses a folder as if it were missing. */
function makeFolder(path) {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

function checkFolder() {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK);
  } catch {
    fail(`DATA_DIR names a folder that cannot be written: ${dataDir}.`);
  }
}

/** Made once and kept, so that the sandbox's deliveries verify after a restart too. */
function webhookSecret() {
  const file = join(dataDir, 'webhook-secret');
  if (!existsSync(file)) writeFileSync(file, `whsec_${randomBytes(24).toString('base64')}`, { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** Builds what has changed. Ends the process with what the build has said where it fails. */
export async function build() {
  console.log('Building what has changed (the first time, about half a minute) …');
  const programs = ['web', 'console', 'api', 'sandbox', 'cli'].map((name) => `--filter=@checkout/${name}`);
  const { succeeded, output } = await collectTool('turbo', [
    'run',
    'build',
    ...programs,
    '--output-logs=errors-only',
    '--log-order=grouped',
  ]);
  if (!succeeded && !stopping) fail(`${output}\n\nThe build failed.`);
}

const children = [];
let stopping = false;

/**
 * Starts a program of Node.js and resolves with the lines before the one that says it is ready; the rest goes to the
 * terminal. `reloads`: it restarts itself when its sources change, so what it prints while it starts is of use too. `onReady` takes the line itself.
 */
export function launch(name, args, { env, ready, reloads = false, onReady = () => {} }) {
  // The channel ends a child whose parent was killed.
  const child = spawn(NODE, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  const errors = [];
  /** What it says while it stops: of interest only where it does not stop cleanly. */
  const last = [];
  let isReady = false;
  return new Promise((resolve) => {
    const lines = [];
    createInterface(child.stdout).on('line', (line) => {
      if (stopping) last.push(line);
      else if (isReady || reloads) console.log(`[${name}] ${line}`);
      if (isReady) return;
      if (!ready.test(line)) lines.push(line);
      else {
        isReady = true;
        onReady(line);
        resolve(lines);
      }
    });
    createInterface(child.stderr).on('line', (line) => {
      if (stopping) last.push(line);
      else if (isReady || reloads) console.error(`[${name}] ${line}`);
      else errors.push(line);
    });
    child.on('exit', (code, signal) => {
      if (stopping) {
        if (code !== 0) console.error(`${name} did not stop cleanly (${signal ?? code}).`, ...last);
        return;
      }
      if (!isReady) console.error(errors.join('\n') || `${name} did not start.`);
      else console.error(`${name} ended (${signal ?? code}); stopping.`);
      stop(1);
    });
  });
}

/** Resolves with the environment in which the api uses this sandbox. */
export async function launchSandbox(args, options = {}) {
  const secret = webhookSecret();
  const key = 'inflow_priv_sandbox';
  console.log('Starting the sandbox of Inflow …');
  await launch('sandbox', args, {
    ...options,
    ready: /^Inflow sandbox ready/,
    env: {
      SANDBOX_PORT: ports.SANDBOX_PORT,
      SANDBOX_CARD_PORT: ports.SANDBOX_CARD_PORT,
      SANDBOX_DATA: join(dataDir, 'sandbox.jsonl'),
      SANDBOX_API_KEY: key,
      SANDBOX_SHOP_NAME: 'Inflow demo store',
      SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${ports.PORT}/webhooks/inflow`,
      SANDBOX_WEBHOOK_SECRET: secret,
      HOST: '127.0.0.1',
    },
  });
  const environment = {
    INFLOW_API_KEY: key,
    INFLOW_API_BASE_URL: `http://127.0.0.1:${ports.SANDBOX_PORT}`,
    INFLOW_CARD_BASE_URL: `http://127.0.0.1:${ports.SANDBOX_CARD_PORT}`,
    INFLOW_WEBHOOK_SECRET: secret,
    SANDBOX: 'on',
    STORE: process.env.STORE || 'on',
  };
  return { environment };
}

/** Resolves with what it says of Inflow, and with the address of the console: where there is no login, a link that signs in once. */
export async function launchApi(args, { publicUrl, environment, ...options }) {
  console.log('Starting the checkout …');
  const own = usesSandbox ? commandLineToken({ dataDir, host, port: ports.PORT, publicUrl }) : null;
  const tokens = [process.env.SERVICE_TOKENS, own].filter(Boolean).join(',');
  const lines = await launch('api', args, {
    ...options,
    ready: /^Checkout ready/,
    env: {
      ...environment,
      ...(tokens !== '' && { SERVICE_TOKENS: tokens }),
      PORT: ports.PORT,
      ...(ports.CONSOLE_PORT !== undefined && { CONSOLE_PORT: ports.CONSOLE_PORT }),
      PUBLIC_URL: publicUrl,
      DATA_DIR: dataDir,
      LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    },
  });
  const said = (name) =>
    lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  return { inflow: said('Inflow'), console: said('Console')[0] };
}

/** Ends all programs when this one is to end, and says so. */
export function stopOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
  watchAncestors(() => stop(0));
  // A terminal that was closed takes no more lines: that is no reason to leave programs behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  if (code === 0) console.log('\nStopping …');
  for (const tool of running) tool.kill('SIGTERM');
  await Promise.all(
    children.map((child) => {
      if (child.exitCode !== null || child.signalCode !== null) return null;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // On Windows a signal ends a program where it is; that its parent has let go of it, it is told everywhere.
      if (process.platform === 'win32' && child.connected) child.disconnect();
      else child.kill('SIGTERM');
      // After its own deadline for draining.
      setTimeout(() => child.kill('SIGKILL'), 30_000).unref();
      return ended;
    }),
  );
  if (code === 0) console.log('Stopped.');
  process.exit(code);
}

/**
 * npm runs this through one shell or two, which do not hand on the signal that ends them. A signal to npm is meant for
 * this program, so each process from here up to npm is watched (where /proc tells them; elsewhere the parent alone).
 */
function watchAncestors(onEnd) {
  const ancestors = [process.ppid];
  while (process.env.npm_lifecycle_event !== undefined && ancestors.length < 5) {
    const pid = ancestors.at(-1);
    const command = readProc(pid, 'cmdline');
    const above = Number(/^PPid:\s+(\d+)/m.exec(readProc(pid, 'status'))?.[1] ?? 0);
    if (above <= 1 || /\bnpm\b/.test(command)) break;
    ancestors.push(above);
  }
  const alive = (pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  setInterval(() => ancestors.every(alive) || onEnd(), 500).unref();
}

function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
