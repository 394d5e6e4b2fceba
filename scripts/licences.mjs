// The licences of what is installed, as pnpm reads them out of the packages.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, toolEnvironment } from './install.mjs';

/** @returns {Map<string, string>} SPDX expression by `name@version` */
export function licencesByPackage() {
  const { status, stdout } = spawnSync(
    join(ROOT, 'node_modules', '.bin', 'pnpm'),
    ['licenses', 'list', '--json'],
    { cwd: ROOT, encoding: 'utf8', env: toolEnvironment(), maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error('pnpm could not list the licences.');
  const found = new Map();
  for (const [expression, packages] of Object.entries(JSON.parse(stdout))) {
    for (const { name, versions } of packages) {
      for (const version of versions) found.set(`${name}@${version}`, expression);
    }
  }
  return found;
}
