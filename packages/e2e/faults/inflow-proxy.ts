import { Agent, createServer, request } from 'node:http';
import type { Operation } from '@checkout/sandbox/control';

export type Phase = 'request' | 'response';
/** What it resolves late holds the call back: the request before Inflow gets it, the response before the api gets it. */
export type Interceptor = (operation: Operation | null, phase: Phase) => Promise<void>;

/** Between the api and one of Inflow's hosts: lets a test act at the very moment a call passes, in either direction. */
export type InflowProxy = AsyncDisposable & {
  readonly url: string;
  intercept(interceptor: Interceptor | null): void;
};

export async function startInflowProxy(target: string): Promise<InflowProxy> {
  let interceptor: Interceptor | null = null;
  const agent = new Agent({ keepAlive: true });
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', target);
    const operation = operationOf(incoming.method ?? '', url.pathname);
    await interceptor?.(operation, 'request');
    // The api was killed meanwhile: Inflow never gets this call.
    if (outgoing.destroyed) return;
    const headers = { ...incoming.headers, host: url.host };
    const sent = request(url, { method: incoming.method, headers, agent }, async (response) => {
      await interceptor?.(operation, 'response');
      outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.on('error', () => outgoing.destroy());
      response.pipe(outgoing);
    });
    sent.on('error', () => outgoing.destroy());
    outgoing.on('close', () => sent.destroy());
    incoming.pipe(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    intercept(next) {
      interceptor = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The calls that a crash point can name (Inflow's documentation, "Payments"); null for any other. */
function operationOf(method: string, path: string): Operation | null {
  if (method === 'GET' && /\/payment$/.test(path)) return 'list';
  if (method === 'GET') return /\/payment\/[^/]+$/.test(path) ? 'read' : null;
  if (path.endsWith('/confirm')) return 'confirm';
  if (path.endsWith('/refund')) return 'refund';
  return /\/server\/payment$/.test(path) ? 'create' : null;
}
