import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { programEnvironment } from '../../../scripts/npm-package.ts';
import { startCheckout } from '../../../scripts/source-checkout.ts';
import manifest from '../package.json' with { type: 'json' };

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a checkout of the sources, on a sandbox of its own. */
    checkoutUrl: string;
    sandboxUrl: string;
    /** The package, made of the sources. */
    tarball: string;
  }
}

const root = join(import.meta.dirname, '..');

/** `shop` may do everything, `reader` only read. */
export const TOKENS = { shop: 'a-token-of-the-shop', reader: 'a-token-of-the-reader' };

/** The programs and the package, once for the whole run. */
export default async function setup({ provide }: TestProject) {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'checkout-client-test-'));
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  // Started by root, PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  const { checkoutUrl, sandboxUrl } = await startCheckout({
    folder,
    starting,
    serviceTokens: `shop:${TOKENS.shop},reader[read]:${TOKENS.reader}`,
  });
  await pack(folder);
  provide('checkoutUrl', checkoutUrl);
  provide('sandboxUrl', sandboxUrl);
  provide('tarball', join(folder, `checkout-client-${manifest.version}.tgz`));
  const running = starting.move();
  return () => running.disposeAsync();
}

function pack(folder: string) {
  const script = join(root, 'packaging', 'main.ts');
  return promisify(execFile)(process.execPath, [script, '--out', folder], { env: programEnvironment });
}
