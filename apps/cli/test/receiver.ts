import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CheckoutEvent, verifyEvent } from '@checkout/client';

export type Received = { readonly path: string; readonly id: string; readonly event: CheckoutEvent | null };

/**
 * A merchant's receiver that verifies as it should, and answers `status` to what is genuine and 400 to the rest. `received` has
 * every delivery; `event` is null for one that does not verify.
 */
export async function startReceiver(secret: () => string, status: () => number = () => 204) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    let event: CheckoutEvent | null = null;
    try {
      event = verifyEvent(Buffer.concat(chunks), request.headers, secret());
    } catch {
      // Not genuine.
    }
    received.push({ path: request.url ?? '', id: String(request.headers['webhook-id']), event });
    response.writeHead(event === null ? 400 : status()).end(event === null ? 'not genuine' : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
