import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from 'node:net';

export type Received = {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};
export type Answer = {
  status: number;
  body?: string;
  headers?: Record<string, string>;
  /** The answer waits for it. */
  after?: Promise<void>;
};

export type TestServer = AsyncDisposable & { url: string; requests: Received[] };

/** A real HTTP server that answers every request with what `answer` says. */
export async function startServer(answer: (request: Received) => Answer): Promise<TestServer> {
  const requests: Received[] = [];
  const server = createHttpServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      };
      requests.push(request);
      const { status, body = '', headers = {}, after } = answer(request);
      const send = () => outgoing.writeHead(status, headers).end(body);
      if (after === undefined) send();
      else void after.then(send);
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await stop(server);
    },
  };
}

export type RawServer = AsyncDisposable & {
  url: string;
  port: number;
  /** Whole requests that arrived, as sent. */
  requests: string[];
};

/** A TCP server for answers that no HTTP server would give; `onRequest` is called once per whole request. */
export async function startRawServer(
  onRequest: (socket: Socket, request: string) => void,
  onConnection: (socket: Socket) => void = () => undefined,
): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createNetServer((socket) => {
    sockets.add(socket);
    let pending = '';
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      pending += chunk.toString();
      for (let end = wholeRequestEnd(pending); end !== null; end = wholeRequestEnd(pending)) {
        const request = pending.slice(0, end);
        pending = pending.slice(end);
        requests.push(request);
        onRequest(socket, request);
      }
    });
    onConnection(socket);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await stop(server);
    },
  };
}

/** A URL whose port is closed. */
export async function refusedUrl(): Promise<string> {
  const server = createNetServer();
  const port = await listen(server);
  await stop(server);
  return `http://127.0.0.1:${port}`;
}

function wholeRequestEnd(text: string): number | null {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0);
  const end = headEnd + 4 + length;
  return text.length >= end ? end : null;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
}
