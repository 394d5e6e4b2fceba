import { Socket } from 'node:net';
import { type SQL, sql } from 'drizzle-orm';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Queryable } from './database.ts';
import { addressOf, type DatabaseAddress, withPassword } from './database-address.ts';
import { endWithin, SILENT_AFTER_MS } from './silent-connections.ts';
import { type ChangeWatcher, createWatchers, type Watchers } from './watchers.ts';

const CHANNEL = 'checkout_session';
const RECONNECT_MS = 500;
/** A change whose notification was lost is noticed after this time. */
const LOOK_AGAIN_MS = 10_000;
const IDS_PER_LOOK = 1_000;

/** A call within a statement: notifies every node, at commit, that the session has changed. */
export function announcing(sessionId: SQL): SQL {
  return sql`pg_notify(${sql.raw(`'${CHANNEL}'`)}, ${sessionId})`;
}

export async function announceChange(tx: Queryable, sessionId: string): Promise<void> {
  await tx.execute(sql`select ${announcing(sql`${sessionId}`)}`);
}

/** Wakes the watchers of a session on every node (PostgreSQL LISTEN), also when another node made the change. */
export type ChangeFeed = {
  /** Begin to watch before reading, so that no change falls between the two. */
  watch(sessionId: string): ChangeWatcher;
  close(): Promise<void>;
};

/** The versions at which these sessions stand. Asked over another connection than the one that listens. */
export type FindVersions = (sessionIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

type FeedOptions = {
  readonly database: string | DatabaseAddress;
  readonly findVersions: FindVersions;
  readonly log: Logger;
  readonly lookAgainMs?: number;
};

export async function listenForChanges(options: FeedOptions): Promise<ChangeFeed> {
  const { database, findVersions, log, lookAgainMs = LOOK_AGAIN_MS } = options;
  const address = addressOf(database);
  const Client = withPassword(pg.Client, address.password);
  const watchers = createWatchers();
  let socket = new Socket();
  let closed = false;
  let client: pg.Client | null = null;

  async function connect(): Promise<void> {
    socket = new Socket();
    const next = new Client({
      connectionString: address.url,
      application_name: 'checkout-listen',
      keepAlive: true,
      query_timeout: SILENT_AFTER_MS,
      stream: () => socket,
      connectionTimeoutMillis: 5_000,
    });
    let lost = false;
    const onLoss = () => {
      if (lost || closed) return;
      lost = true;
      client = null;
      log.warn('lost the connection that listens for changes');
      void reconnect();
    };
    next.on('notification', (message) => watchers.wake(message.payload ?? ''));
    // Of one that is closed before it listens, too.
    next.on('error', onLoss);
    try {
      await next.connect();
      // A standby accepts the connection and refuses this.
      await next.query(`listen ${CHANNEL}`);
    } catch (error) {
      lost = true;
      await endWithin(next.end(), () => socket.destroy()).catch(() => undefined);
      throw error;
    }
    next.on('end', onLoss);
    client = next;
  }

  async function reconnect(): Promise<void> {
    while (!closed) {
      try {
        await connect();
        // Notifications of the meantime are lost.
        await lookAgain(watchers, findVersions);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      }
    }
  }

  await connect();
  const timer = setInterval(() => {
    // A connection that only listens would never notice that the other end is gone, or is a standby now.
    const asked = socket;
    client
      ?.query<{ readOnly: string }>('select current_setting(\'transaction_read_only\') as "readOnly"')
      .then(({ rows }) => rows[0]?.readOnly === 'off' || asked.destroy())
      .catch(() => asked.destroy());
    lookAgain(watchers, findVersions).catch((err: unknown) =>
      log.warn({ err }, 'could not look for changes whose announcement was lost'),
    );
  }, lookAgainMs);
  return {
    watch: (sessionId) => watchers.add(sessionId),
    async close() {
      closed = true;
      clearInterval(timer);
      if (client !== null) await endWithin(client.end(), () => socket.destroy());
    },
  };
}

/** One query for a thousand sessions, instead of one for each watcher. */
async function lookAgain(watchers: Watchers, findVersions: FindVersions): Promise<void> {
  const sessionIds = watchers.sessionIds();
  for (let start = 0; start < sessionIds.length; start += IDS_PER_LOOK) {
    const versions = await findVersions(sessionIds.slice(start, start + IDS_PER_LOOK));
    for (const [sessionId, version] of versions) watchers.wakeBefore(sessionId, version);
  }
}
