// Installs the dependencies of a fresh clone. Plain JavaScript for Node 20, because nothing is installed yet.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BIN = join(ROOT, 'node_modules', '.bin');
const STAMP = join(ROOT, 'node_modules', '.checkout-installed');

/** The pinned Node.js, which is not the one that runs this script. */
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');

/** The environment with the workspace's own tools first on the PATH. */
export function toolEnvironment(extra = {}) {
  return {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    ...extra,
    PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}`,
  };
}

/** Runs a tool of the workspace to its end. @returns {boolean} whether it succeeded */
export function runTool(name, args, options = {}) {
  const { status } = spawnSync(join(BIN, name), args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: toolEnvironment(),
    ...options,
  });
  return status === 0;
}

/** A hash of everything that the installation depends on: while it is unchanged, nothing needs installing. */
function fingerprint() {
  const hash = createHash('sha256').update(process.platform).update(process.arch);
  const manifests = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(ROOT, group)).map((name) => join(group, name, 'package.json')),
  );
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests.sort()]) {
    if (existsSync(join(ROOT, file))) hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** Installs unless that is done already. Ends the process with one sentence when the installation fails. */
export function install() {
  const wanted = fingerprint();
  if (existsSync(STAMP) && existsSync(NODE) && readFileSync(STAMP, 'utf8') === wanted) return;
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  console.log(`Installing with ${packageManager} (once, about a minute) …`);
  const { status } = spawnSync(
    'npx',
    ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'],
    // npm would warn about settings that pnpm passes to the install scripts.
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, npm_config_loglevel: 'error' } },
  );
  if (status !== 0 || !existsSync(NODE)) {
    console.error(`The dependencies could not be installed into ${join(ROOT, 'node_modules')}.`);
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}
