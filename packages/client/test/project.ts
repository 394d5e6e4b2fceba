import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { programEnvironment } from '../../../scripts/npm-package.ts';

const require = createRequire(import.meta.url);
export const TYPES_OF_NODE = dirname(dirname(require.resolve('@types/node/package.json')));

/** npm and scripts run on the Node.js of this test. */
const env = {
  ...programEnvironment,
  PATH: `${dirname(process.execPath)}${delimiter}${programEnvironment.PATH}`,
  // Nothing listens there: an installation that wanted the network would fail.
  npm_config_registry: 'http://127.0.0.1:9/',
};

export type Project = AsyncDisposable & {
  readonly folder: string;
  write(name: string, text: string): Promise<void>;
  /** @throws with what it has printed */
  run(command: string, ...args: string[]): Promise<string>;
  /** Compiles with the options, strictly and with the declarations of packages; returns what the compiler says. */
  compile(compiler: Compiler, options: object, files: readonly string[]): Promise<string>;
};

export const COMPILERS = ['typescript-5.6', 'typescript-5.9', 'typescript'] as const;
type Compiler = (typeof COMPILERS)[number];

/** A fresh npm project outside the repository, with these packages: tarballs by name. */
export async function newProject(packages: Readonly<Record<string, string>>): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-client-project-'));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  const run = async (command: string, ...args: string[]) =>
    (await promisify(execFile)(command, args, { cwd: folder, env })).stdout;
  await write('package.json', JSON.stringify({ private: true, type: 'module' }));
  const wanted = Object.entries(packages).map(([name, tarball]) => `${name}@file:${tarball}`);
  await run('npm', 'install', '--offline', '--no-audit', '--cache', join(folder, '.cache'), ...wanted);
  return {
    folder,
    write,
    run,
    async compile(compiler, options, files) {
      const config = `tsconfig-${compiler}.json`;
      const compilerOptions = {
        target: 'es2022',
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        ...options,
      };
      await write(config, JSON.stringify({ compilerOptions, files }));
      const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin', 'tsc');
      return run(process.execPath, tsc, '-p', config).catch((error: { stdout: string }) => error.stdout);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
