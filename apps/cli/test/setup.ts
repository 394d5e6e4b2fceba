import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startCheckout } from '../../../scripts/source-checkout.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a checkout of the sources, on a sandbox of its own. */
    checkoutUrl: string;
    sandboxUrl: string;
  }
}

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
  const { checkoutUrl, sandboxUrl } = await startCheckout({
    folder,
    starting,
    serviceTokens: `shop:${TOKENS.shop},reader[read]:${TOKENS.reader},loner[read+pay;own]:${TOKENS.loner}`,
  });
  provide('checkoutUrl', checkoutUrl);
  provide('sandboxUrl', sandboxUrl);
  const running = starting.move();
  return () => running.disposeAsync();
}
