/** What makes an npm package of a workspace package: apps/sandbox/packaging, packages/client/packaging. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);

/**
 * This process's environment, for the programs that it starts. Without npm_config_…, where pnpm puts settings of its own
 * that npm warns of.
 */
export const programEnvironment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_')),
);

export type TypesOptions = {
  /** The folder of a tsconfig.json that emits declarations. */
  readonly project: string;
  /** Each module by its name, as the declaration below the project's `rootDir`. */
  readonly modules: Readonly<Record<string, string>>;
  readonly outDir: string;
  /** Stands at the beginning of each file. */
  readonly banner?: string;
  /** Where the declarations of another workspace package are, below the same `rootDir`: they are put into the files. */
  readonly bundled?: (specifier: string) => string | null;
};

/**
 * Writes the modules' declarations, without those of files that they do not need. TypeScript makes them, and is not in
 * process: the bundler's own way to it knows no TypeScript 7.
 *
 * @throws where TypeScript refuses the sources
 */
export async function bundleTypes(options: TypesOptions): Promise<void> {
  const { project, modules, outDir, banner, bundled = () => null } = options;
  const folder = mkdtempSync(join(tmpdir(), 'declarations-'));
  try {
    execFileSync(process.execPath, [compiler, '-p', project, '--outDir', folder], { stdio: 'inherit' });
    const bundle = await rolldown({
      // Paths in the output's comments are relative to it.
      cwd: folder,
      input: Object.fromEntries(
        Object.entries(modules).map(([name, path]) => [name, join(folder, `${path}.d.ts`)]),
      ),
      external: (specifier) => /^[^./]/.test(specifier) && bundled(specifier) === null,
      plugins: [
        {
          name: 'bundled-packages',
          resolveId: {
            order: 'pre',
            handler(specifier) {
              const path = bundled(specifier);
              return path === null ? null : join(folder, `${path}.d.ts`);
            },
          },
        },
        dts({ dtsInput: true, tsconfig: false }),
      ],
    });
    await bundle.write({
      dir: outDir,
      chunkFileNames: '[name].d.ts',
      ...(banner === undefined ? {} : { banner }),
    });
    await bundle.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes an empty folder `package` in `out`, with the package.json. Returns its path. */
export function startPackage(out: string, manifest: object): string {
  const content = join(out, 'package');
  rmSync(content, { recursive: true, force: true });
  mkdirSync(content, { recursive: true });
  writeFileSync(join(content, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return content;
}

/** Packs that folder into a tarball beside it, and says where it is. */
export function packPackage(out: string): void {
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', out], {
    cwd: join(out, 'package'),
    env: programEnvironment,
    encoding: 'utf8',
    // npm is a script with an extension there.
    shell: process.platform === 'win32',
  });
  const [{ filename, size }] = JSON.parse(packed) as [{ filename: string; size: number }];
  process.stdout.write(`${join(out, filename)} (${Math.ceil(size / 1000)} kB)\n`);
}
