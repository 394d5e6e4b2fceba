// Refuses a dependency that nobody agreed to: of another origin, without an integrity, with another licence, or with an
// install script that is not listed. Writes the bill of materials too, and refuses one that misses something.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './install.mjs';
import { licencesByPackage } from './licences.mjs';
import { readLockfile } from './lockfile.mjs';
import { createSbom } from './sbom.mjs';

/** May be in what a merchant runs and a shopper's browser gets. */
const SHIPPED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',

  'MIT',
  'MIT OR Apache-2.0',
  // Permissive too, and not Python's: of argparse, below Graphile Worker's reading of configuration files.
  'Python-2.0',
  'Unlicense',
]);
/** May build and test besides: used as they are, handed on to nobody. */
const TOOLS = new Set([...SHIPPED, 'MPL-2.0']);

/** What pnpm itself refuses, at each installation. */
const WORKSPACE = {
  engineStrict: true,
  // An install script that is in neither list ends the installation.
  strictDepBuilds: true,
  // A dependency of a dependency comes from the registry, not from an address.
  blockExoticSubdeps: true,
  // In minutes. For whoever adds or updates one; the lockfile's own are installed as they are.
  minimumReleaseAge: 4320,
};

const problems = [];

const { packages } = readLockfile();
for (const [id, { integrity, origin }] of packages) {
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
    problems.push(`${id} is locked without a SHA-512`);
  if (origin !== undefined) problems.push(`${id} does not come from the registry (${origin})`);
}

const licences = licencesByPackage();
for (const [id, licence] of licences) {
  const allowed = packages.get(id)?.shipped === false ? TOOLS : SHIPPED;
  if (!allowed.has(licence)) problems.push(`${id} has the licence ${licence}`);
}
if (licences.size < packages.size / 3) problems.push('too few licences were read to judge by');

const workspace = parse(readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8'));
for (const [setting, value] of Object.entries(WORKSPACE)) {
  if (workspace[setting] !== value) problems.push(`pnpm-workspace.yaml does not set ${setting}: ${value}`);
}
const listed = [...workspace.onlyBuiltDependencies, ...workspace.ignoredBuiltDependencies];
const names = new Set([...packages.values()].map(({ name }) => name));
for (const name of listed) {
  if (!names.has(name)) problems.push(`pnpm-workspace.yaml lists ${name}, which is not a dependency`);
}
for (const setting of ['dangerouslyAllowAllBuilds', 'neverBuiltDependencies']) {
  if (setting in workspace) problems.push(`pnpm-workspace.yaml sets ${setting}`);
}

if (!/'install', '--frozen-lockfile'/.test(readFileSync(join(ROOT, 'scripts', 'install.mjs'), 'utf8')))
  problems.push('scripts/install.mjs does not install from the lockfile alone');

const workflows = join(ROOT, '.github', 'workflows');
for (const file of existsSync(workflows) ? readdirSync(workflows) : []) {
  for (const [, action] of readFileSync(join(workflows, file), 'utf8').matchAll(/\buses:\s*(\S+)/g)) {
    if (!/^\.\/|@[0-9a-f]{40}$/.test(action)) problems.push(`${file} uses ${action}, which can change`);
  }
}

const { components, dependencies } = createSbom();
const described = new Set(components.map((component) => component['bom-ref']));
for (const id of packages.keys())
  if (!described.has(id)) problems.push(`${id} is not in the bill of materials`);
for (const { dependsOn } of dependencies) {
  for (const id of dependsOn) if (!described.has(id)) problems.push(`${id} is needed, and not described`);
}

for (const problem of problems) console.error(problem);
console.log(`${packages.size} dependencies looked at, ${problems.length} problems.`);
process.exit(problems.length === 0 ? 0 : 1);
