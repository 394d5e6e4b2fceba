// Refuses a dependency from another origin than the registry, without an integrity hash, with a licence that is not
// listed, or with an install script that is not listed, and a bill of materials that misses one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readDependencies } from './dependencies.mjs';
import { createSbom } from './sbom.mjs';
import { ROOT } from './tools.mjs';

/** Allowed in what a merchant runs and a shopper's browser loads. */
const SHIPPED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT OR Apache-2.0',
  'Unlicense',
]);
/** Allowed besides in what builds and tests: used unchanged and not distributed. */
// CC-BY-4.0: caniuse-lite, a table of browsers, which comes with mutation testing.
const TOOLS = new Set([...SHIPPED, 'MPL-2.0', 'CC-BY-4.0', 'CC0-1.0', 'Python-2.0', '(MIT OR CC0-1.0)']);

/** Settings by which pnpm itself refuses packages at each installation. */
const WORKSPACE = {
  engineStrict: true,
  // An install script that is in neither list fails the installation.
  strictDepBuilds: true,
  // A transitive dependency comes from the registry, not from a URL.
  blockExoticSubdeps: true,
  // In minutes. Applies when a dependency is added or updated, not to what the lockfile already has.
  minimumReleaseAge: 4320,
};

const problems = [];

const dependencies = readDependencies();
const { packages } = dependencies;
let licensed = 0;
for (const [id, { integrity, origin, licence, shipped }] of packages) {
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
    problems.push(`${id} is locked without a SHA-512`);
  if (origin !== undefined) problems.push(`${id} does not come from the registry (${origin})`);
  if (licence === undefined) continue;
  licensed += 1;
  if (!(shipped ? SHIPPED : TOOLS).has(licence)) problems.push(`${id} has the licence ${licence}`);
}
// Those for other systems are not installed, so their licences are not known here.
if (licensed < packages.size / 3) problems.push('too few licences could be read');

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

const { components } = JSON.parse(createSbom(dependencies));
const described = new Set(components.map((component) => component['bom-ref']));
for (const id of packages.keys()) {
  if (!described.has(id)) problems.push(`${id} is not in the bill of materials`);
}

for (const problem of problems) console.error(problem);
console.log(`${packages.size} dependencies checked, ${problems.length} problems.`);
process.exit(problems.length === 0 ? 0 : 1);
