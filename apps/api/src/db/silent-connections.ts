import { Socket } from 'node:net';
import type pg from 'pg';

/** A healthy server answers within its statement time-out, if only with an error. */
export const STATEMENT_TIMEOUT_MS = 8_000;
/** When pg gives a query up. */
export const SILENT_AFTER_MS = STATEMENT_TIMEOUT_MS + 1_000;

/** Whether pg gave a query up because the server was silent: nothing more can be asked on that connection. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

export type SocketSource = {
  readonly open: () => Socket;
  readonly dropSilent: () => void;
  readonly dropAll: () => void;
};

/** How long the other end may take to close a connection that this end has closed: one that has fallen silent never would. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Waits for `end` to close connections; after a time-out, destroys them by `drop`. */
export async function endWithin(end: Promise<void>, drop: () => void): Promise<void> {
  const timer = setTimeout(drop, CLOSE_TIMEOUT_MS);
  await end.finally(() => clearTimeout(timer));
}

/**
 * Makes the sockets of a pool. After a failover or a cut cable the server is silent without closing its connections, and the
 * system would go on sending for a quarter of an hour. When one query is given up, `dropSilent` ends every connection that has not
 * been heard of since, so that the next queries open new ones. Counts bytes, so that TLS makes no difference.
 */
export function createSocketSource(): SocketSource {
  const heard = new Map<Socket, { bytes: number; at: number }>();
  let timer: NodeJS.Timeout | null = null;
  const listen = () => {
    for (const [socket, last] of heard) {
      if (socket.bytesRead !== last.bytes)
        heard.set(socket, { bytes: socket.bytesRead, at: performance.now() });
    }
  };
  return {
    open() {
      const socket = new Socket();
      heard.set(socket, { bytes: 0, at: performance.now() });
      timer ??= setInterval(listen, 500).unref();
      socket.once('close', () => {
        heard.delete(socket);
        if (heard.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      });
      return socket;
    },
    dropSilent() {
      listen();
      const since = performance.now() - STATEMENT_TIMEOUT_MS;
      for (const [socket, { at }] of heard) if (at < since) socket.destroy();
    },
    dropAll() {
      for (const socket of heard.keys()) socket.destroy();
    },
  };
}

/** Has a pool drop its silent connections as soon as one query was given up. */
export function dropSilentConnections(pool: pg.Pool, dropSilent: () => void): void {
  pool.on('release', (error: unknown) => {
    if (isSilence(error)) dropSilent();
  });
}
