// npm start: installs and builds what is missing, then runs the sandbox and the api with the built web app.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { install, NODE, ROOT, runTool } from './install.mjs';

const usesSandbox = !process.env.INFLOW_API_KEY;
const host = process.env.HOST || '127.0.0.1';
const dataDir = resolve(process.env.DATA_DIR || join(ROOT, '.data'));
const ports = {
  PORT: process.env.PORT || '3000',
  ...(usesSandbox && {
    SANDBOX_PORT: process.env.SANDBOX_PORT || '4010',
    SANDBOX_CARD_PORT: process.env.SANDBOX_CARD_PORT || '4011',
  }),
};

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Checked before the installation, which takes a minute: a port that cannot be used ends the start immediately. */
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

/** `mkdir -p`. Not Node's `recursive` option, which loops for ever where the system reports a refused folder as missing. */
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

/** Generated once and stored, so that the sandbox's deliveries verify after a restart too. */
function webhookSecret() {
  const file = join(dataDir, 'webhook-secret');
  if (!existsSync(file)) writeFileSync(file, `whsec_${randomBytes(24).toString('base64')}`, { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

const children = [];
let stopping = false;

/** Starts a program. Resolves, with the lines before it, at the line that says it is ready; later lines are printed. */
function launch(name, script, { env, ready }) {
  // The IPC channel closes when this process is killed, which ends the child.
  const child = spawn(NODE, [join(ROOT, script)], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  const errors = [];
  let isReady = false;
  return new Promise((resolve) => {
    const lines = [];
    createInterface(child.stdout).on('line', (line) => {
      if (isReady) console.log(`[${name}] ${line}`);
      else if (!ready.test(line)) lines.push(line);
      else {
        isReady = true;
        resolve(lines);
      }
    });
    createInterface(child.stderr).on('line', (line) => {
      if (isReady) console.error(`[${name}] ${line}`);
      else errors.push(line);
    });
    child.on('exit', (code, signal) => {
      if (stopping) return;
      if (!isReady) console.error(errors.join('\n') || `${name} did not start.`);
      else console.error(`${name} ended (${signal ?? code}); stopping.`);
      stop(1);
    });
  });
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  await Promise.all(
    children.map((child) => {
      if (child.exitCode !== null || child.signalCode !== null) return null;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      // Longer than the program's own deadline for draining.
      setTimeout(() => child.kill('SIGKILL'), 30_000).unref();
      return ended;
    }),
  );
  process.exit(code);
}

/**
 * Calls `onEnd` when npm, or a shell between npm and this process, has ended: those shells do not pass on the signal that
 * ends them. Watches every process from here up to npm where /proc lists them, elsewhere only the parent.
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

for (const [name, value] of Object.entries(ports)) await checkPort(name, value);
checkFolder();
install();
console.log('Building …');
if (!runTool('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped']))
  fail('The build failed.');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
watchAncestors(() => stop(0));

const sandboxUrl = `http://127.0.0.1:${ports.SANDBOX_PORT}`;
const key = 'inflow_priv_sandbox';
let testCards = [];
let sandboxEnvironment = {};
if (usesSandbox) {
  const secret = webhookSecret();
  console.log('Starting the sandbox of Inflow …');
  testCards = await launch('sandbox', 'apps/sandbox/dist/main.js', {
    ready: /^Inflow sandbox ready/,
    env: {
      SANDBOX_PORT: ports.SANDBOX_PORT,
      SANDBOX_CARD_PORT: ports.SANDBOX_CARD_PORT,
      SANDBOX_DATA: join(dataDir, 'sandbox.jsonl'),
      SANDBOX_API_KEY: key,
      SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${ports.PORT}/webhooks/inflow`,
      SANDBOX_WEBHOOK_SECRET: secret,
      HOST: '127.0.0.1',
    },
  });
  sandboxEnvironment = {
    INFLOW_API_KEY: key,
    INFLOW_API_BASE_URL: sandboxUrl,
    INFLOW_CARD_BASE_URL: `http://127.0.0.1:${ports.SANDBOX_CARD_PORT}`,
    INFLOW_WEBHOOK_SECRET: secret,
  };
}
console.log('Starting the checkout …');
const publicUrl = process.env.PUBLIC_URL || `http://localhost:${ports.PORT}`;
await launch('api', 'apps/api/dist/main.js', {
  ready: /^Checkout ready/,
  env: {
    ...sandboxEnvironment,
    PORT: ports.PORT,
    PUBLIC_URL: publicUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
  },
});

console.log(`
  Store and checkout   ${publicUrl}
${usesSandbox ? `  Sandbox of Inflow    http://localhost:${ports.SANDBOX_PORT}  (payments, deliveries, faults, clock)` : '  Inflow               the hosts that the environment names; the sandbox is not started'}

${testCards.join('\n')}

Ctrl-C stops everything. The data stays in ${dataDir}.`);
