import { join } from 'node:path';
import { build } from 'vite';
import { commands, modules } from './manifest.ts';

const root = join(import.meta.dirname, '..');

/** Writes the scripts with their npm dependencies inside, the licences of those, and the pages' files (vite.config.ts). */
export async function bundleScripts(outDir: string): Promise<void> {
  const sources = Object.entries({ ...commands, ...modules });
  await build({
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      license: { fileName: 'THIRD-PARTY-LICENSES.md' },
      rolldownOptions: {
        input: Object.fromEntries(sources.map(([name, path]) => [name, join(root, 'src', `${path}.ts`)])),
        output: { chunkFileNames: '[name].js' },
      },
    },
  });
}
