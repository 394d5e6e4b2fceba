import { test as base, expect, type TestInfo } from '@playwright/test';
import { crashDialect } from '../support/env.ts';
import {
  type Cluster,
  type ClusterOptions,
  type Confirmation,
  type Host,
  startCluster,
  startHost,
} from './cluster.ts';

type PerWorker = {
  host: Host;
  clusters: Cluster[];
  clusterOf: (confirmation: Confirmation) => Promise<Cluster>;
  twoNodes: Cluster;
};

/** Starts programs for one test: of a database that fails over, or of clocks that are off, others must see nothing. */
type OwnCluster = (options?: Partial<ClusterOptions>) => Promise<Cluster>;

const STARTS_WITHIN_MS = 600_000;

/** Programs are started once for each worker, and only when first asked for; each test has sessions of its own on them. */
export const test = base.extend<{ cleanUp: undefined; ownCluster: OwnCluster }, PerWorker>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names out of this pattern
    async ({}, use) => {
      await using host = await startHost(crashDialect());
      await use(host);
    },
    { scope: 'worker', timeout: STARTS_WITHIN_MS },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: as above
  clusters: [async ({}, use) => use([]), { scope: 'worker' }],

  clusterOf: [
    async ({ host, clusters }, use) => {
      await using stack = new AsyncDisposableStack();
      const started = new Map<Confirmation, Promise<Cluster>>();
      const start = async (confirmation: Confirmation) => {
        const options = { nodes: 1, confirmation, timeoutMs: 4_000, reconcileAfterMs: 1_000, host };
        const cluster = stack.use(await startCluster(options));
        clusters.push(cluster);
        return cluster;
      };
      await use((confirmation) => {
        const running = started.get(confirmation) ?? start(confirmation);
        started.set(confirmation, running);
        return running;
      });
    },
    { scope: 'worker', timeout: STARTS_WITHIN_MS },
  ],

  twoNodes: [
    async ({ host, clusters }, use) => {
      const options: ClusterOptions = {
        nodes: 2,
        confirmation: 'explicit',
        timeoutMs: 10_000,
        reconcileAfterMs: 1_500,
        host,
      };
      await using cluster = await startCluster(options);
      clusters.push(cluster);
      await use(cluster);
    },
    { scope: 'worker', timeout: STARTS_WITHIN_MS },
  ],

  ownCluster: [
    async ({ host }, use, testInfo) => {
      await using stack = new AsyncDisposableStack();
      const started: Cluster[] = [];
      await use(async (options) => {
        const usual = {
          nodes: 1,
          confirmation: 'explicit',
          timeoutMs: 4_000,
          reconcileAfterMs: 1_000,
        } as const;
        const cluster = stack.use(await startCluster({ ...usual, host, ...options }));
        started.push(cluster);
        return cluster;
      });
      if (testInfo.status !== testInfo.expectedStatus) await attachLogs(started, testInfo);
    },
    { timeout: STARTS_WITHIN_MS },
  ],

  cleanUp: [
    async ({ clusters }, use, testInfo) => {
      await use(undefined);
      if (testInfo.status !== testInfo.expectedStatus) await attachLogs(clusters, testInfo);
      for (const { sandbox, nodes, inflow, database } of clusters) {
        inflow.intercept(null);
        database.mend();
        await sandbox.faults.clear();
        await sandbox.webhookFaults.clear();
        for (const node of nodes) if (!node.isUp()) await node.start();
      }
    },
    { auto: true, timeout: STARTS_WITHIN_MS },
  ],
});

async function attachLogs(clusters: readonly Cluster[], testInfo: TestInfo): Promise<void> {
  for (const { nodes } of clusters) {
    const body = nodes.map((node) => node.output()).join('\n');
    await testInfo.attach('log of the api', { body, contentType: 'text/plain' });
  }
}

export { expect };
