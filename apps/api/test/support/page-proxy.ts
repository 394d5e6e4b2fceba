import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request as send } from 'undici';

/** A response on its way to the browser. */
export type Passing = {
  readonly path: string;
  /** Of the request. */
  readonly asked: IncomingHttpHeaders;
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  /** Not compressed. */
  readonly body: string;
};

/** What the proxy sends instead; null: what came, not compressed. */
export type Change = (passing: Passing) => { status?: number; headers?: object; body?: string } | null;

/** A server in front of the api, as a CDN or an intruder there would be, which may change each response. */
export async function startPageProxy(
  target: string,
  change: Change,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers: asked } = request;
    const sent = Buffer.concat(await request.toArray());
    const { connection, ...forwarded } = asked;
    const answer = await send(`${target}${url}`, {
      method: method as 'GET' | 'POST',
      headers: { ...forwarded, 'accept-encoding': 'identity' },
      ...(sent.length === 0 ? {} : { body: sent }),
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    const passing = {
      path: url,
      asked,
      status: answer.statusCode,
      headers: answer.headers,
      body: bytes.toString('utf8'),
    };
    const { status, headers, body } = { ...passing, ...change(passing) };
    // A picture is not text.
    const content = body === passing.body ? bytes : Buffer.from(body);
    response
      .writeHead(status, { ...withoutConnection({ ...headers }), 'content-length': content.length })
      .end(content);
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

/** They are of one connection (RFC 9110, 7.6.1). */
function withoutConnection(headers: Record<string, string | string[] | undefined>) {
  const { connection, 'keep-alive': keepAlive, 'transfer-encoding': coding, ...rest } = headers;
  return rest;
}
