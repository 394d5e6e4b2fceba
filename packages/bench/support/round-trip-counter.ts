import { connect, createServer } from 'node:net';

/** Between a server and PostgreSQL: counts the times that it waits for an answer. Slows things down, so nothing is timed through it. */
export type TripCounter = AsyncDisposable & { readonly port: number; trips(): number };

const SYNC = 'S'.charCodeAt(0);
const SIMPLE_QUERY = 'Q'.charCodeAt(0);

export async function countTrips(target: number): Promise<TripCounter> {
  let trips = 0;
  const server = createServer((from) => {
    const to = connect(target, '127.0.0.1');
    from.on(
      'data',
      counter(() => (trips += 1)),
    );
    from.on('error', () => to.destroy());
    to.on('error', () => from.destroy());
    from.pipe(to).pipe(from);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The counter has no port');
  return {
    port: address.port,
    trips: () => trips,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/**
 * Reads the frontend's messages (PostgreSQL documentation, "Message Formats"): a type, a length, a body; the first message
 * of a connection has no type. Each Sync and each simple Query is answered by one ReadyForQuery.
 */
function counter(count: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let typed = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const header = typed ? 5 : 4;
      if (rest.length < header) return;
      const length = rest.readInt32BE(header - 4) + (typed ? 1 : 0);
      if (rest.length < length) return;
      const type = typed ? rest[0] : null;
      if (type === SYNC || type === SIMPLE_QUERY) count();
      typed = true;
      rest = rest.subarray(length);
    }
  };
}
