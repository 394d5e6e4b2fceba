import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

export type Change = (call: { method: string; path: string; status: number; body: unknown }) => {
  status?: number;
  body?: unknown;
};

/** Passes everything on to another address, and changes the answers on their way back. */
export async function startChangingProxy(target: string, change: Change) {
  const server = createServer(async (request, response) => {
    const { method = 'GET', url: path = '/' } = request;
    const key = request.headers['x-inflow-api-key'];
    const sent = await buffer(request);
    const answer = await fetch(target + path, {
      method,
      headers: {
        ...(request.headers['content-type'] === undefined
          ? {}
          : { 'content-type': request.headers['content-type'] }),
        ...(typeof key === 'string' ? { 'x-inflow-api-key': key } : {}),
      },
      ...(sent.length === 0 ? {} : { body: sent }),
    });
    const { status } = answer;
    const body: unknown = await answer.json();
    const changed = change({ method, path, status, body });
    response.writeHead(changed.status ?? status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(changed.body ?? body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
