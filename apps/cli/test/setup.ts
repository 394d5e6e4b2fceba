import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startProgram } from './programs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a checkout of the sources, on a sandbox of its own. */
    checkoutUrl: string;
    sandboxUrl: string;
  }
}

const API_KEY = 'inflow_priv_sandbox';
const WEBHOOK_SECRET = `whsec_${Buffer.from('only for the tests of the command line').toString('base64')}`;

/** `shop` may do everything, `reader` only read, `loner` all with what it has made. */
export const TOKENS = {
  shop: 'a-token-of-the-shop',
  reader: 'a-token-of-the-reader',
  loner: 'a-token-of-the-loner',
};

/** The programs, once for the whole run. */
export default async function setup({ provide }: TestProject) {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'checkout-cli-test-'));
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  // Started by root, PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  const app = (name: string) => join(import.meta.dirname, '..', '..', name, 'src', 'main.ts');
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
      DATA_DIR: join(folder, 'data'),
      INFLOW_API_KEY: API_KEY,
      INFLOW_API_BASE_URL: sandboxUrl,
      INFLOW_CARD_BASE_URL: cardUrl,
      INFLOW_WEBHOOK_SECRET: WEBHOOK_SECRET,
      // Long, so that a busy machine does not lose a response.
      INFLOW_TIMEOUT_MS: '30000',
      RECONCILE_AFTER_MS: '600',
      SERVICE_TOKENS: `shop:${TOKENS.shop},reader[read]:${TOKENS.reader},loner[read+pay;own]:${TOKENS.loner}`,
      LOG_LEVEL: 'warn',
    },
    ready: /^Checkout ready: (\S+) \(listening on \S+\)$/,
  });
  starting.defer(() => api.stop());
  const [checkoutUrl = ''] = api.said;
  const registered = await fetch(`${sandboxUrl}/_sandbox/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${checkoutUrl}/webhooks/inflow`, secret: WEBHOOK_SECRET }),
  });
  if (!registered.ok) throw new Error(`The sandbox did not take the webhook: ${await registered.text()}`);
  provide('checkoutUrl', checkoutUrl);
  provide('sandboxUrl', sandboxUrl);
  const running = starting.move();
  return () => running.disposeAsync();
}
