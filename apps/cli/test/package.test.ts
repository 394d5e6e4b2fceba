import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { programEnvironment } from '../../../scripts/npm-package.ts';
import manifest from '../package.json' with { type: 'json' };
import { TOKENS } from './setup.ts';

const exec = promisify(execFile);

test('the package is installed in a folder without anything else, and works there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-cli-package-'));
  const env = {
    ...programEnvironment,
    PATH: `${dirname(process.execPath)}${delimiter}${programEnvironment.PATH}`,
    // Nothing listens there: an installation that wanted the network would fail.
    npm_config_registry: 'http://127.0.0.1:9/',
    CHECKOUT_URL: inject('checkoutUrl'),
    CHECKOUT_TOKEN: TOKENS.reader,
  };
  try {
    await exec(process.execPath, [join(import.meta.dirname, '..', 'packaging', 'main.ts'), '--out', folder]);
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
    const tarball = join(folder, `checkout-cli-${manifest.version}.tgz`);
    const cache = join(folder, '.cache');
    await exec('npm', ['install', '--offline', '--no-audit', '--cache', cache, tarball], {
      cwd: folder,
      env,
    });
    const { stdout } = await exec(join(folder, 'node_modules', '.bin', 'checkout'), ['sessions', '--json'], {
      cwd: folder,
      env,
    });
    expect(JSON.parse(stdout)).toMatchObject({ sessions: expect.any(Array) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
