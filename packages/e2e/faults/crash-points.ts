import type { Operation } from '@checkout/sandbox/control';
import { expect } from '@playwright/test';
import type { Cluster } from './cluster.ts';
import { type DatabaseLock, holdLock, type Locked } from './database-locks.ts';
import type { Phase } from './inflow-proxy.ts';

/** Where in a call the process is killed. `reached` resolves once the api is held there; `release` undoes that after the kill. */
export type CrashPoint = {
  readonly name: string;
  arrange(
    cluster: Cluster,
    sessionId: string,
  ): Promise<{ reached(): Promise<void>; release(): Promise<void> }>;
};

/** Holds every call of this kind from now on: a job's own may come before the one that is meant. */
export function holdCalls({ inflow }: Cluster, operation: Operation, phase: Phase) {
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  inflow.intercept(async (called, at) => {
    if (called !== operation || at !== phase) return;
    reach();
    await released;
  });
  return {
    reached: () => reached,
    async release() {
      inflow.intercept(null);
      release();
    },
  };
}

/** The api waits for Inflow, which has not got the call yet ('request') or has done its work ('response'). */
export function duringCall(name: string, operation: Operation, phase: Phase): CrashPoint {
  return { name, arrange: async (cluster) => holdCalls(cluster, operation, phase) };
}

/** Inflow has answered, and the api waits for a lock to write the answer down. */
export function beforeCommitAfter(name: string, operation: Operation, locked: Locked): CrashPoint {
  return {
    name,
    async arrange(cluster, sessionId) {
      let held: Promise<DatabaseLock> | undefined;
      const { promise: responded, resolve: respond } = Promise.withResolvers<void>();
      cluster.inflow.intercept(async (called, phase) => {
        if (called !== operation) return;
        // Before Inflow works: a webhook or a job could otherwise write down first what the response says.
        held ??= holdLock(cluster, locked, sessionId);
        await held;
        if (phase === 'response') respond();
      });
      return {
        async reached() {
          await responded;
          await isAwaited(await held);
        },
        async release() {
          cluster.inflow.intercept(null);
          await (await held)?.release();
        },
      };
    },
  };
}

/** The api has not written anything down yet. */
export function beforeFirstWrite(name: string, locked: Locked): CrashPoint {
  return {
    name,
    async arrange(cluster, sessionId) {
      const held = await holdLock(cluster, locked, sessionId);
      return { reached: () => isAwaited(held), release: () => held.release() };
    },
  };
}

async function isAwaited(lock: DatabaseLock | undefined): Promise<void> {
  await expect
    .poll(() => lock?.isAwaited(), { message: 'an api waits for the lock', intervals: [50] })
    .toBe(true);
}
