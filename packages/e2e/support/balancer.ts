import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Sends each request to the next of its nodes, as a balancer without sessions does. */
export type Balancer = AsyncDisposable & {
  readonly url: string;
  /** URLs of the nodes; it may be changed at any time, and the next request goes to the first. */
  nodes: readonly string[];
  /** How many requests each node was sent, by its URL. */
  readonly sent: ReadonlyMap<string, number>;
};

export async function startBalancer(): Promise<Balancer> {
  const sent = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  let turn = 0;

  const server = createServer((incoming, outgoing) => pass(incoming, outgoing, balancer.nodes.length));

  /** A node that cannot be connected to is passed over; a request that was sent is never sent again. */
  function pass(incoming: IncomingMessage, outgoing: ServerResponse, left: number): void {
    const node = balancer.nodes[turn++ % balancer.nodes.length];
    if (node === undefined || left === 0) {
      outgoing.writeHead(502).end();
      return;
    }
    const { hostname, port } = new URL(node);
    const { method, url: path, headers } = incoming;
    const going = request({ hostname, port, method, path, headers, agent }, (response) => {
      sent.set(node, (sent.get(node) ?? 0) + 1);
      outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.on('error', () => outgoing.destroy());
      response.pipe(outgoing);
    });
    going.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') pass(incoming, outgoing, left - 1);
      else outgoing.destroy();
    });
    outgoing.on('close', () => going.destroy());
    incoming.pipe(going);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The balancer has no port');
  let nodes: readonly string[] = [];
  const balancer = {
    url: `http://127.0.0.1:${address.port}`,
    get nodes() {
      return nodes;
    },
    set nodes(next) {
      nodes = next;
      turn = 0;
    },
    sent,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return balancer;
}
