/**
 * `pnpm --filter @checkout/sandbox package`: makes `inflow-sandbox-VERSION.tgz`, an npm package that is installed without
 * this repository. It goes to `dist-package`, or to the folder of `--out`.
 */
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTypes, packPackage, startPackage } from '../../../scripts/npm-package.ts';
import { bundleScripts } from './bundle-scripts.ts';
import { manifest, modules } from './manifest.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist-package') } } });
const out = resolve(values.out);

const content = startPackage(out, manifest);
cpSync(join(root, '..', '..', 'LICENSE'), join(content, 'LICENSE'));
cpSync(join(root, 'README.md'), join(content, 'README.md'));
cpSync(join(root, 'samples'), join(content, 'samples'), { recursive: true });
await bundleScripts(join(content, 'dist'));
await bundleTypes({
  // Refuses a global that the oldest Node.js of the package does not have.
  project: import.meta.dirname,
  modules: Object.fromEntries(Object.entries(modules).map(([name, path]) => [name, `src/${path}`])),
  outDir: join(content, 'dist'),
  // `AsyncDisposable` is in no default library of TypeScript's older targets.
  banner: '/// <reference lib="esnext.disposable" />',
});
packPackage(out);
