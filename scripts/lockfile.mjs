// Reads pnpm-lock.yaml: what this workspace is made of, and which part of it is in the running programs.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What an operator runs, and what a shopper's browser gets. All else builds or tests. */
const SHIPPED = ['apps/api', 'apps/web'];

/**
 * @typedef {{ name: string, version: string, integrity: string | undefined, origin: string | undefined,
 *   shipped: boolean, dependencies: string[] }} LockedPackage
 * `origin` is set where a package does not come from the registry by its name.
 * @returns {{ packages: Map<string, LockedPackage>, roots: string[] }} by `name@version`
 */
export function readLockfile(file = 'pnpm-lock.yaml') {
  const lock = parse(readFileSync(file, 'utf8'));
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

/** Follows a workspace's own packages too: what they need is shipped with whoever uses them. */
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

/** A version that begins with no digit names another package: an alias. */
const keyOf = (name, version) => (/^\d/.test(version) ? `${name}@${version}` : version);

/** Without the peers that pnpm writes behind it in brackets. */
const idOf = (key) => key.split('(', 1)[0];
