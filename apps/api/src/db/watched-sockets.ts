import { Socket } from 'node:net';

/** A healthy server answers within its statement time-out, if only with an error; what is silent for longer is gone. */
export const STATEMENT_TIMEOUT_MS = 8_000;
const SILENT_AFTER_MS = STATEMENT_TIMEOUT_MS + 1_000;
const LOOK_EVERY_MS = 500;

type Watched = { bytesRead: number; bytesWritten: number; heardAt: number; askedAt: number | null };

/**
 * Makes the sockets of a pool, and ends those on which the server has stopped answering without closing them: after a failover
 * or a cut cable the system would go on sending for a quarter of an hour. The others that have not been heard of since the
 * question are ended with it, so that the next query opens a new connection. Counts bytes, so that TLS makes no difference.
 */
export function watchSockets(now: () => number = () => performance.now()): () => Socket {
  const sockets = new Map<Socket, Watched>();
  let timer: NodeJS.Timeout | null = null;

  function look(): void {
    for (const [socket, watched] of sockets) update(socket, watched);
    const asked = [...sockets.values()].flatMap(({ askedAt }) => askedAt ?? []);
    const silentSince = Math.min(...asked.filter((at) => now() - at >= SILENT_AFTER_MS));
    for (const [socket, { heardAt }] of sockets) {
      if (heardAt <= silentSince && Number.isFinite(silentSince)) socket.destroy();
    }
  }

  function update(socket: Socket, watched: Watched): void {
    if (socket.bytesRead !== watched.bytesRead) {
      watched.heardAt = now();
      watched.askedAt = null;
    } else if (socket.bytesWritten !== watched.bytesWritten) watched.askedAt ??= now();
    watched.bytesRead = socket.bytesRead;
    watched.bytesWritten = socket.bytesWritten;
  }

  return () => {
    const socket = new Socket();
    sockets.set(socket, { bytesRead: 0, bytesWritten: 0, heardAt: now(), askedAt: null });
    timer ??= setInterval(look, LOOK_EVERY_MS).unref();
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size > 0 || timer === null) return;
      clearInterval(timer);
      timer = null;
    });
    return socket;
  };
}
