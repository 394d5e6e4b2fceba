import { test as base, expect } from '@playwright/test';
import { type Cluster, type Confirmation, startCluster } from './cluster.ts';

/** One cluster per worker and mode, started when first asked for; each test has sessions of its own on it. */
export const test = base.extend<
  { calm: undefined },
  { clusterOf: (confirmation: Confirmation) => Promise<Cluster> }
>({
  clusterOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names out of this pattern
    async ({}, use) => {
      await using stack = new AsyncDisposableStack();
      const started = new Map<Confirmation, Promise<Cluster>>();
      await use((confirmation) => {
        const running = started.get(confirmation) ?? start(stack, confirmation);
        started.set(confirmation, running);
        return running;
      });
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  calm: [
    async ({ clusterOf }, use, testInfo) => {
      await use(undefined);
      for (const mode of ['explicit', 'automatic'] as const) {
        const { sandbox, node } = await clusterOf(mode);
        if (testInfo.status !== testInfo.expectedStatus) {
          await testInfo.attach(`what the api said (${mode})`, {
            body: node.output(),
            contentType: 'text/plain',
          });
        }
        await sandbox.faults.clear();
        await sandbox.webhookFaults.clear();
      }
    },
    { auto: true },
  ],
});

async function start(stack: AsyncDisposableStack, confirmation: Confirmation): Promise<Cluster> {
  const cluster = await startCluster({ nodes: 1, confirmation, timeoutMs: 1_500, reconcileAfterMs: 1_000 });
  return stack.use(cluster);
}

export { expect };
