import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { CheckoutEvent } from '@checkout/schemas/event';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';

export type Received = { readonly id: string; readonly event: CheckoutEvent };

export type Receiver = AsyncDisposable & {
  readonly url: string;
  /** What was accepted, in order; an event that was delivered twice is there twice. */
  readonly accepted: readonly Received[];
  /** Requests whose signature neither library accepts. */
  readonly forged: number;
  /** The largest number of requests at the same time. */
  readonly atOnce: number;
  secret: string;
  /** How it answers; by default with 204. */
  answer: (request: IncomingMessage, response: ServerResponse, received: Received) => void | Promise<void>;
};

/** A merchant's receiver, which believes nothing that the two libraries of other people do not. */
export async function startReceiver(): Promise<Receiver> {
  const state = { forged: 0, open: 0, atOnce: 0 };
  const accepted: Received[] = [];
  const receiver = {
    secret: '',
    answer: ((_request, response) => void response.writeHead(204).end()) as Receiver['answer'],
  };
  const server = createServer(async (request, response) => {
    state.open += 1;
    state.atOnce = Math.max(state.atOnce, state.open);
    response.on('close', () => {
      state.open -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    try {
      new SvixWebhook(receiver.secret).verify(body, headers);
      const event = new StandardWebhook(receiver.secret).verify(body, headers) as CheckoutEvent;
      const received = { id: headers['webhook-id'] ?? '', event };
      await receiver.answer(request, response, received);
      if (response.writableEnded && response.statusCode < 300) accepted.push(received);
    } catch {
      state.forged += 1;
      response.writeHead(401).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port');
  return Object.defineProperties(receiver as unknown as Receiver, {
    url: { value: `http://127.0.0.1:${address.port}/events` },
    accepted: { value: accepted },
    forged: { get: () => state.forged },
    atOnce: { get: () => state.atOnce },
    [Symbol.asyncDispose]: {
      value: () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    },
  });
}
