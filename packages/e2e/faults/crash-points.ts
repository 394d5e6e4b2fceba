import type { ApiFault, Operation } from '@checkout/sandbox/control';
import { expect } from '@playwright/test';
import type pg from 'pg';
import type { Cluster } from './cluster.ts';

/**
 * A moment in the middle of a call, at which the process is killed. `arrange` holds the api there; `reached` resolves once
 * it has come; `release` lets the world go on after the kill.
 */
export type Moment = {
  readonly name: string;
  arrange(
    cluster: Cluster,
    sessionId: string,
  ): Promise<{ reached(): Promise<void>; release(): Promise<void> }>;
};

/** The api waits for Inflow: `hang` before Inflow did anything, `work_then_hang` after. */
export function atInflow(name: string, operation: Operation, kind: 'hang' | 'work_then_hang'): Moment {
  return {
    name,
    async arrange({ sandbox }) {
      const before = await countRequests(sandbox, operation);
      // Without a count: the worker's own calls may come first, and are held as well.
      const fault = await sandbox.faults.add({ operation, kind });
      return {
        reached: () => arrives(sandbox, operation, before),
        release: () => sandbox.faults.clear(fault.id),
      };
    },
  };
}

/** Inflow has answered, and the api waits for a row to write the answer down. */
export function beforeCommitAfter(name: string, operation: Operation, row: Row): Moment {
  return {
    name,
    async arrange(cluster, sessionId) {
      const { sandbox } = cluster;
      const before = await countRequests(sandbox, operation);
      const slow: ApiFault = { operation, kind: 'latency', delayMs: 700 };
      const fault = await sandbox.faults.add(slow);
      const client = await cluster.connect();
      return {
        async reached() {
          await arrives(sandbox, operation, before);
          await hold(client, row, sessionId);
          await someoneWaits(client);
        },
        async release() {
          await sandbox.faults.clear(fault.id);
          await client.query('rollback');
          await client.end();
        },
      };
    },
  };
}

/** The api has not written anything down yet. */
export function beforeAnything(name: string, row: Row): Moment {
  return {
    name,
    async arrange(cluster, sessionId) {
      const client = await cluster.connect();
      await hold(client, row, sessionId);
      return {
        reached: () => someoneWaits(client),
        async release() {
          await client.query('rollback');
          await client.end();
        },
      };
    },
  };
}

/** What a transaction of ours locks, so that the api's has to wait. */
type Row = 'session' | 'refunds' | 'deliveries';

async function hold(client: pg.Client, row: Row, sessionId: string): Promise<void> {
  await client.query('begin');
  switch (row) {
    case 'session':
      await client.query('select 1 from sessions where id = $1 for update', [sessionId]);
      return;
    case 'refunds':
      await client.query('lock table refunds in exclusive mode');
      return;
    case 'deliveries':
      await client.query('lock table webhook_deliveries in exclusive mode');
      return;
    default:
      return row satisfies never;
  }
}

async function someoneWaits(client: pg.Client): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await client.query(
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'checkout-api'",
      );
      return rows.length;
    }, 'an api waits for the lock')
    .toBeGreaterThan(0);
}

async function countRequests(sandbox: Cluster['sandbox'], operation: Operation): Promise<number> {
  return (await sandbox.requests()).filter((request) => request.operation === operation).length;
}

async function arrives(sandbox: Cluster['sandbox'], operation: Operation, before: number): Promise<void> {
  await expect
    .poll(() => countRequests(sandbox, operation), `${operation} arrives at Inflow`)
    .toBeGreaterThan(before);
}
