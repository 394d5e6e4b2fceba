import type { Cluster } from './cluster.ts';

/** What a transaction of the test locks, so that the api's has to wait. */
export type Locked = 'session' | 'refunds' | 'deliveries';

export type DatabaseLock = {
  /** Whether a connection of an api waits for a lock. */
  isAwaited(): Promise<boolean>;
  release(): Promise<void>;
};

/** Names of the api's tables and of its connections: all that the crash points know of its inside. */
const STATEMENTS = {
  session: 'select 1 from sessions where id = $1 for update',
  refunds: 'lock table refunds in exclusive mode',
  deliveries: 'lock table webhook_deliveries in exclusive mode',
} as const;
const WAITING =
  "select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'checkout-api'";

export async function holdLock(cluster: Cluster, locked: Locked, sessionId: string): Promise<DatabaseLock> {
  const client = await cluster.connect();
  await client.query('begin');
  await client.query(STATEMENTS[locked], locked === 'session' ? [sessionId] : []);
  return {
    isAwaited: async () => (await client.query(WAITING)).rows.length > 0,
    async release() {
      await client.query('rollback');
      await client.end();
    },
  };
}
