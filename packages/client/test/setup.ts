import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createControl } from '@checkout/sandbox/control';
import type { TestProject } from 'vitest/node';
import { programEnvironment } from '../../../scripts/npm-package.ts';
import manifest from '../package.json' with { type: 'json' };
import { startProgram } from './programs.ts';

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
export const API_KEY = 'inflow_priv_sandbox';
const WEBHOOK_SECRET = `whsec_${Buffer.from('only for the tests of the client').toString('base64')}`;

/** `shop` may do everything, `reader` only read. */
export const TOKENS = { shop: 'a-token-of-the-shop', reader: 'a-token-of-the-reader' };

/** The programs and the package, once for the whole run. */
export default async function setup({ provide }: TestProject) {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'checkout-client-test-'));
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  // Started by root, PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  const { checkoutUrl, sandboxUrl } = await startPrograms(folder, starting);
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

async function startPrograms(folder: string, starting: AsyncDisposableStack) {
  const app = (name: string) => join(root, '..', '..', 'apps', name, 'src', 'main.ts');
  const sandbox = await startProgram(app('sandbox'), {
    cwd: folder,
    env: { SANDBOX_PORT: '0', SANDBOX_CARD_PORT: '0', SANDBOX_API_KEY: API_KEY },
    ready: /^Inflow sandbox ready: api (\S+) card (\S+)$/,
  });
  starting.defer(() => sandbox.stop());
  const [sandboxUrl = '', cardUrl = ''] = sandbox.said;
  const api = await startProgram(app('api'), {
    cwd: folder,
    env: {
      PORT: '0',
      STORE: 'off',
      DATA_DIR: join(folder, 'data'),
      INFLOW_API_KEY: API_KEY,
      INFLOW_API_BASE_URL: sandboxUrl,
      INFLOW_CARD_BASE_URL: cardUrl,
      INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET,
      // Long, so that a busy machine does not lose a response.
      INFLOW_TIMEOUT_MS: '30000',
      RECONCILE_AFTER_MS: '600',
      SERVICE_TOKENS: `shop:${TOKENS.shop},reader[read]:${TOKENS.reader}`,
      LOG_LEVEL: 'warn',
    },
    ready: /^Checkout ready: (\S+) \(listening on \S+\)$/,
  });
  starting.defer(() => api.stop());
  const [checkoutUrl = ''] = api.said;
  await createControl({ apiUrl: sandboxUrl, apiKey: API_KEY }).webhooks.configure({
    url: `${checkoutUrl}/webhooks/inflow`,
    secret: WEBHOOK_SECRET,
  });
  return { checkoutUrl, sandboxUrl };
}
