import { connect, type Socket } from 'node:net';

/** Passes a connection on to a port on loopback, both ways. Each end closes with the other; `sockets` holds what is open. */
export function passThrough(from: Socket, target: number, sockets: Set<Socket>): void {
  const to = connect(target, '127.0.0.1');
  for (const [socket, other] of [
    [from, to],
    [to, from],
  ] as const) {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  }
  from.pipe(to).pipe(from);
}
