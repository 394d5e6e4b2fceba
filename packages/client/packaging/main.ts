/**
 * `pnpm --filter @checkout/client package`: makes `checkout-client-VERSION.tgz`, an npm package that is installed without
 * this repository. It goes to `dist-package`, or to the folder of `--out`.
 */
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { bundleTypes, packPackage, startPackage } from '../../../scripts/npm-package.ts';
import { manifest } from './manifest.ts';

const SCHEMAS = '@checkout/schemas/';
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist-package') } } });
const out = resolve(values.out);

const content = startPackage(out, manifest);
const dist = join(content, 'dist');
for (const file of ['README.md', 'CHANGELOG.md']) copyFileSync(join(root, file), join(content, file));
copyFileSync(join(root, '..', '..', 'LICENSE'), join(content, 'LICENSE'));
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: 'src/index.ts',
    target: 'node20',
    outDir: dist,
    emptyOutDir: true,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
    rolldownOptions: {
      output: [
        { format: 'es', entryFileNames: 'index.js' },
        { format: 'cjs', entryFileNames: 'index.cjs' },
      ],
    },
  },
});
await bundleTypes({
  project: import.meta.dirname,
  modules: { index: 'packages/client/src/index' },
  outDir: dist,
  bundled: (specifier) =>
    specifier.startsWith(SCHEMAS) ? `packages/schemas/src/${specifier.slice(SCHEMAS.length)}` : null,
});
// One file without imports of its own says the same for both kinds of modules.
copyFileSync(join(dist, 'index.d.ts'), join(dist, 'index.d.cts'));
packPackage(out);
