import { EventEmitter } from 'node:events';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Queryable } from '../db/database.ts';

const CHANNEL = 'checkout_session';
const RECONNECT_MS = 500;

/** Tells every node, at commit, that a session has changed. */
export async function announceChange(tx: Queryable, sessionId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANNEL}, ${sessionId})`);
}

export type ChangeWatcher = Disposable & {
  /** Resolves at a change since the last call (at once if there was one), after `timeoutMs`, or on abort. */
  next(timeoutMs: number, signal?: AbortSignal): Promise<void>;
};

/** Wakes whoever waits for a session, on whichever node the change was made (PostgreSQL LISTEN). */
export type ChangeFeed = {
  /** Begin to watch before reading, so that no change falls between the two. */
  watch(sessionId: string): ChangeWatcher;
  close(): Promise<void>;
};

export async function listenForChanges(url: string, log: Logger): Promise<ChangeFeed> {
  const wakes = new EventEmitter().setMaxListeners(0);
  let closed = false;
  let client: pg.Client | null = null;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'checkout-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    let lost = false;
    const onLoss = () => {
      if (lost || closed) return;
      lost = true;
      log.warn('lost the connection that listens for changes');
      void reconnect();
    };
    next.on('notification', (message) => wakes.emit(message.payload ?? ''));
    next.on('error', onLoss);
    await next.connect();
    next.on('end', onLoss);
    await next.query(`listen ${CHANNEL}`);
    client = next;
  }

  async function reconnect(): Promise<void> {
    while (!closed) {
      try {
        await connect();
        // Whatever was announced meanwhile is lost: everybody looks once.
        for (const name of wakes.eventNames()) wakes.emit(name);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      }
    }
  }

  await connect();
  return {
    watch: (sessionId) => watcherOf(wakes, sessionId),
    async close() {
      closed = true;
      await client?.end();
    },
  };
}

function watcherOf(wakes: EventEmitter, sessionId: string): ChangeWatcher {
  let changed = false;
  let resume = () => {};
  const onChange = () => {
    changed = true;
    resume();
  };
  wakes.on(sessionId, onChange);
  return {
    async next(timeoutMs, signal) {
      if (!changed && signal?.aborted !== true) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          signal?.addEventListener('abort', () => resume(), { once: true });
          resume = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      changed = false;
    },
    [Symbol.dispose]() {
      wakes.off(sessionId, onChange);
      resume();
    },
  };
}
