// What the workspace depends on: every package of pnpm-lock.yaml, whether the running programs contain it, and its licence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT, spawnTool } from './tools.mjs';

/** What an operator runs and what a shopper's browser loads. All other packages build or test. */
const SHIPPED = ['apps/api', 'apps/console', 'apps/web'];

/**
 * @typedef {{ name: string, version: string, integrity: string | undefined, origin: string | undefined,
 *   licence: string | undefined, shipped: boolean, dependencies: string[] }} LockedPackage
 * `origin` is set where a package does not come from the registry by its name. `licence` is an SPDX expression, known
 * only of what is installed on this kind of machine. `dependencies` are keys of `packages`.
 * @returns {{ packages: Map<string, LockedPackage>, roots: string[] }} by `name@version`; `roots` are the packages that
 *   the workspace's own package.json files name
 */
export function readDependencies() {
  const lock = parse(readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8'));
  const licences = readLicences();
  const shipped = new Set();
  for (const importer of SHIPPED) {
    const { dependencies = {}, optionalDependencies = {} } = lock.importers[importer];
    markShipped(lock, shipped, [{ ...dependencies, ...optionalDependencies }, importer]);
  }

  const packages = new Map();
  for (const [id, { resolution }] of Object.entries(lock.packages)) {
    const at = id.lastIndexOf('@');
    const { integrity, ...other } = resolution;
    packages.set(id, {
      name: id.slice(0, at),
      version: id.slice(at + 1),
      integrity,
      origin: Object.keys(other).length === 0 ? undefined : Object.keys(other).join(', '),
      licence: licences.get(id),
      shipped: shipped.has(id),
      dependencies: [],
    });
  }
  for (const [key, snapshot] of Object.entries(lock.snapshots)) {
    const known = packages.get(idOf(key));
    for (const [name, version] of namesOf(snapshot)) known?.dependencies.push(idOf(keyOf(name, version)));
  }
  const roots = Object.values(lock.importers).flatMap(({ dependencies, devDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, { version }]) => !version.startsWith('link:'))
      .map(([name, { version }]) => idOf(keyOf(name, version))),
  );
  return { packages, roots: [...new Set(roots)].sort() };
}

/** Follows the workspace's own packages too: their dependencies are shipped with the program that uses them. */
function markShipped(lock, shipped, [dependencies, folder]) {
  const waiting = [];
  for (const [name, { version }] of Object.entries(dependencies)) {
    if (version.startsWith('link:')) {
      const linked = new URL(version.slice('link:'.length), `file:///${folder}/`).pathname.slice(1);
      markShipped(lock, shipped, [lock.importers[linked]?.dependencies ?? {}, linked]);
    } else waiting.push(keyOf(name, version));
  }
  const seen = new Set();
  while (waiting.length > 0) {
    const key = waiting.pop();
    if (seen.has(key)) continue;
    seen.add(key);
    shipped.add(idOf(key));
    for (const [name, version] of namesOf(lock.snapshots[key] ?? {})) waiting.push(keyOf(name, version));
  }
}

const namesOf = ({ dependencies = {}, optionalDependencies = {} }) =>
  Object.entries({ ...dependencies, ...optionalDependencies });

/** A version that does not begin with a digit names another package: an alias. */
const keyOf = (name, version) => (/^\d/.test(version) ? `${name}@${version}` : version);

/** Without the peer dependencies, which pnpm appends in parentheses. */
const idOf = (key) => key.split('(', 1)[0];

/** As pnpm reads them from the installed packages: SPDX expressions by `name@version`. */
function readLicences() {
  const { status, stdout } = spawnTool('pnpm', ['licenses', 'list', '--json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error('pnpm could not list the licences.');
  const found = new Map();
  for (const [expression, packages] of Object.entries(JSON.parse(stdout))) {
    for (const { name, versions } of packages) {
      for (const version of versions) found.set(`${name}@${version}`, expression);
    }
  }
  return found;
}
