import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server in front of the sandbox's card host that changes what a create is answered with, for answers that the sandbox
 * itself never gives.
 */
export async function startCardHostProxy(
  cardUrl: string,
  change: (created: Record<string, unknown>) => Record<string, unknown>,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(async (request, response) => {
    const body = await request.toArray();
    const answer = await fetch(`${cardUrl}${request.url}`, {
      method: request.method ?? 'POST',
      headers: Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name)
          ? [[name, value] as [string, string]]
          : [],
      ),
      body: Buffer.concat(body),
    });
    const created: unknown = await answer.json();
    const isCreated = answer.ok && typeof created === 'object' && created !== null;
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isCreated ? change({ ...created }) : created));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
