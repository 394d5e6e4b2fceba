import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { modules } from './manifest.ts';

const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);

/**
 * Writes the modules' declarations, without those of files that they do not need. TypeScript makes them, and is not in
 * process: the bundler's own way to it knows no TypeScript 7.
 *
 * @throws where the sources use a global that the oldest Node.js of the package does not have.
 */
export async function bundleTypes(outDir: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'declarations-'));
  try {
    execFileSync(process.execPath, [compiler, '-p', import.meta.dirname, '--outDir', folder], {
      stdio: 'inherit',
    });
    const bundle = await rolldown({
      // Paths in the output's comments are relative to it.
      cwd: folder,
      input: Object.fromEntries(
        Object.entries(modules).map(([name, path]) => [name, join(folder, 'src', `${path}.d.ts`)]),
      ),
      external: /^[^./]/,
      plugins: [dts({ dtsInput: true, tsconfig: false })],
    });
    await bundle.write({
      dir: outDir,
      chunkFileNames: '[name].d.ts',
      // `AsyncDisposable` is in no default library of TypeScript's older targets.
      banner: '/// <reference lib="esnext.disposable" />',
    });
    await bundle.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
