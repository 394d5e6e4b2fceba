import { connect, createServer, type Socket } from 'node:net';

/** One address of a database, and the server behind it: it can fall silent, and be replaced as after a failover. */
export async function startDatabaseWay(databaseUrl: string) {
  let target = new URL(databaseUrl);
  let opened = 0;
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const pair = [near, far] as const;
    opened += 1;
    pairs.add(pair);
    near.pipe(far).pipe(near);
    for (const socket of pair) socket.on('error', () => undefined);
    near.on('close', () => far.destroy());
    far.on('close', () => {
      pairs.delete(pair);
      near.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const way = new URL(databaseUrl);
  way.port = String(address.port);
  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    url: way.href,
    /** Connections through here so far. */
    opened: () => opened,
    /** As a cut cable does: connections stay open, and nothing comes through. */
    fallSilent() {
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    /** Leads to another server from now on, as an address does that was changed: its connections stay as they are. */
    leadNewTo(otherUrl: string) {
      target = new URL(otherUrl);
    },
    /** Leads to another server from now on; its connections to this one are cut. */
    leadTo(otherUrl: string) {
      target = new URL(otherUrl);
      cut();
    },
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
