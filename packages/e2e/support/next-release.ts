import { execFile } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from './paths.ts';

const run = promisify(execFile);

/** What the next release says otherwise, so that its page and its languages are other files. */
const CHANGES: Readonly<Record<string, readonly [string, string]>> = {
  'src/main.tsx': ['const client =', "document.documentElement.dataset.release = 'next';\n\nconst client ="],
  'src/messages/de/checkout.ts': ["heading: 'Kasse'", "heading: 'Zur Kasse'"],
  'src/messages/en/checkout.ts': ["contact: 'Contact'", "contact: 'Your contact'"],
};

/** Builds the pages as a next release would have them, beside a copy of the built api. Returns the api's script. */
export async function buildNextRelease(folder: string): Promise<string> {
  const from = join(REPOSITORY, 'apps', 'web');
  const web = join(folder, 'apps', 'web');
  const left = new Set(['node_modules', 'dist', 'dist-server', 'dist-gallery', 'reports', 'test']);
  await cp(from, web, { recursive: true, filter: (path) => !left.has(basename(path)) });
  await symlink(join(from, 'node_modules'), join(web, 'node_modules'));
  await cp(join(REPOSITORY, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  for (const [name, [before, after]] of Object.entries(CHANGES)) {
    const text = await readFile(join(web, name), 'utf8');
    if (!text.includes(before)) throw new Error(`${name} does not say ${before}`);
    await writeFile(join(web, name), text.replace(before, after));
  }
  const vite = join(from, 'node_modules', '.bin', 'vite');
  for (const args of [['build', '--config', 'vite.server.config.ts'], ['build']])
    await run(vite, args, { cwd: web });
  await run(process.execPath, [join('build', 'finish.ts')], { cwd: web });
  for (const each of ['dist', 'migrations', 'catalog.json'])
    await cp(join(REPOSITORY, 'apps', 'api', each), join(folder, 'apps', 'api', each), { recursive: true });
  return join(folder, 'apps', 'api', 'dist', 'main.js');
}
