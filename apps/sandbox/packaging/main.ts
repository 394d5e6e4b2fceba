/**
 * `pnpm --filter @checkout/sandbox package`: makes `inflow-sandbox-VERSION.tgz`, an npm package that is installed without
 * this repository. It goes to `dist-package`, or to the folder of `--out`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleScripts } from './bundle-scripts.ts';
import { bundleTypes } from './bundle-types.ts';
import { programEnvironment } from './env.ts';
import { manifest } from './manifest.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist-package') } } });
const out = resolve(values.out);
const content = join(out, 'package');

rmSync(content, { recursive: true, force: true });
mkdirSync(content, { recursive: true });
writeFileSync(join(content, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
cpSync(join(root, '..', '..', 'LICENSE'), join(content, 'LICENSE'));
cpSync(join(root, 'README.md'), join(content, 'README.md'));
cpSync(join(root, 'samples'), join(content, 'samples'), { recursive: true });
await bundleScripts(join(content, 'dist'));
await bundleTypes(join(content, 'dist'));

const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', out], {
  cwd: content,
  env: programEnvironment,
  encoding: 'utf8',
  // npm is a script with an extension there.
  shell: process.platform === 'win32',
});
const [{ filename, size }] = JSON.parse(packed) as [{ filename: string; size: number }];
process.stdout.write(`${join(out, filename)} (${Math.ceil(size / 1000)} kB)\n`);
