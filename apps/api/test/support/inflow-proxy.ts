import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server in front of one of the sandbox's hosts that changes the bodies of its successful responses, or holds them back
 * until a promise resolves, for what the sandbox itself never does. With a `Response` it changes the status as well.
 */
export async function startInflowProxy(
  target: string,
  change: (body: unknown, path: string, headers: IncomingHttpHeaders) => unknown,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const sent = await request.toArray();
    const answer = await fetch(`${target}${url}`, {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name)
          ? [[name, value] as [string, string]]
          : [],
      ),
      ...(method === 'GET' ? {} : { body: Buffer.concat(sent) }),
    });
    const changed = answer.ok ? await change(await answer.json(), url, headers) : answer;
    const final = changed instanceof Response ? changed : Response.json(changed, { status: answer.status });
    response.writeHead(final.status, { 'content-type': 'application/json' });
    response.end(await final.text());
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
