import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Receivers = AsyncDisposable & {
  readonly shopUrl: string;
  readonly bookkeepingUrl: string;
  /** From now on the bookkeeping answers 503. */
  breakBookkeeping(): void;
};

/** Two programs of the merchant that are sent the events: the shop, which takes all of them, and the bookkeeping, which stops to. */
export async function startReceivers(): Promise<Receivers> {
  let isBroken = false;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const refuses = isBroken && request.url === '/bookkeeping';
      response.writeHead(refuses ? 503 : 204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    shopUrl: `${url}/shop`,
    bookkeepingUrl: `${url}/bookkeeping`,
    breakBookkeeping() {
      isBroken = true;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
