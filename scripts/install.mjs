// Installs the dependencies of a fresh clone. Plain JavaScript for Node 20, because nothing is installed yet.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectNpx, NODE, ROOT } from './tools.mjs';

const STAMP = join(ROOT, 'node_modules', '.checkout-installed');
const OLDEST_NODE = 20;

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

/** Installs unless that is done already. Ends the process with a sentence, and what the package manager said, where it fails. */
export async function install() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    console.error(`Node.js ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const wanted = fingerprint();
  if (existsSync(STAMP) && existsSync(NODE) && readFileSync(STAMP, 'utf8') === wanted) return;
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  console.log('Installing the dependencies (once, about a minute) …');
  const { succeeded, output } = await collectNpx(
    ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'],
    // npm would warn about settings that pnpm passes to the install scripts.
    { env: { ...process.env, npm_config_loglevel: 'error' } },
  );
  if (!succeeded || !existsSync(NODE)) {
    console.error(`${output}\n\nThe dependencies could not be installed into ${join(ROOT, 'node_modules')}.`);
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}
