/**
 * `pnpm --filter @checkout/cli package`: makes `checkout-cli-VERSION.tgz`, an npm package that is installed without this
 * repository. It goes to `dist-package`, or to the folder of `--out`.
 */
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { packPackage, startPackage } from '../../../scripts/npm-package.ts';
import source from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist-package') } } });
const out = resolve(values.out);

const content = startPackage(out, {
  name: source.name,
  version: source.version,
  description: source.description,
  keywords: ['inflow', 'checkout', 'payments', 'webhooks', 'cli'],
  license: source.license,
  type: 'module',
  // `AbortSignal.any`, and the first release of 20 with long-term support.
  engines: { node: '>=20.9' },
  bin: { checkout: 'dist/main.js' },
  publishConfig: { access: 'public' },
});
copyFileSync(join(root, 'README.md'), join(content, 'README.md'));
copyFileSync(join(root, '..', '..', 'LICENSE'), join(content, 'LICENSE'));
await build({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: join(content, 'dist') },
});
packPackage(out);
