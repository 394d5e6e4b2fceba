import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { startSandbox } from '../src/start.ts';
import { sign } from '../src/webhooks/send.ts';
import { inflowAt } from './inflow.ts';

export type Received = {
  readonly id: string;
  readonly timestamp: number;
  readonly signatureMatches: boolean;
  readonly events: { eventType: string; payload: Record<string, unknown> }[];
};

export const secret = `whsec_${Buffer.from('a secret for these tests only').toString('base64')}`;

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

/** A real HTTP server that takes webhooks, answering `status` (which may change) or not at all, and can be waited on. */
export async function startReceiver() {
  const received: Received[] = [];
  const methods: string[] = [];
  const state = { status: 204, silent: false };
  const arrivals = new Set<() => void>();
  const server = createServer(async (request, response) => {
    methods.push(request.method ?? '');
    const body = await read(request);
    if (request.method === 'POST') {
      const id = String(request.headers['svix-id']);
      const timestamp = Number(request.headers['svix-timestamp']);
      const signatureMatches = sign(secret, { id, timestamp, body }) === request.headers['svix-signature'];
      received.push({ id, timestamp, signatureMatches, events: JSON.parse(body).data });
    }
    if (!state.silent) response.writeHead(state.status).end();
    for (const arrived of arrivals) arrived();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    methods,
    state,
    /** Resolves when at least `count` deliveries have arrived; the test's own time limit is the end. */
    arrived: (count: number) =>
      new Promise<Received[]>((resolve) => {
        const check = () => {
          if (received.length < count) return;
          arrivals.delete(check);
          resolve(received);
        };
        arrivals.add(check);
        check();
      }),
    statuses: () => received.flatMap(({ events }) => events.map(({ payload }) => payload.status)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A sandbox that sends the webhooks of its account to a receiver. */
export async function startWithReceiver(apiKey: string) {
  const receiver = await startReceiver();
  const sandbox = await startSandbox({ apiKey, webhook: { url: receiver.url, secret } });
  return {
    receiver,
    sandbox,
    control: sandbox.control,
    inflow: inflowAt({ ...sandbox, apiKey }),
    async [Symbol.asyncDispose]() {
      await sandbox.close();
      await receiver[Symbol.asyncDispose]();
    },
  };
}
