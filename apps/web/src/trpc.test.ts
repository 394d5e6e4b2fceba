import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { sendPayment } from './checkout/send-payment.ts';
import { createQueryClient } from './queries.ts';
import { createCheckoutClient } from './trpc.ts';

const input = {
  sessionId: `cs_${'a'.repeat(32)}`,
  attemptKey: randomUUID(),
  customer: { email: 'ada@example.com', billingCountry: 'FR', purchasingAsBusiness: false },
  paymentMethod: {
    type: 'card' as const,
    card: { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' },
    save: false,
  },
};

/** A server that records its requests and responds with a given status; 0 ends the connection instead. */
async function startServer(status: number) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.replace(/=%.*/, '')}`);
    if (status === 0) return void request.socket.destroy();
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end('{"error":{"code":-32603,"message":""}}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    asked,
    client: createCheckoutClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/trpc`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

it('sends each call in a request of its own, and a payment and a quote by POST', async () => {
  await using server = await startServer(503);
  const { checkout } = server.client;
  await Promise.allSettled([
    checkout.get.query({ sessionId: input.sessionId }),
    checkout.pay.mutate(input),
    checkout.complete.mutate({ sessionId: input.sessionId }),
    checkout.pay.mutate(input),
    checkout.quote.query({ sessionId: input.sessionId, ...input.customer, taxId: 'FR12345678901' }),
  ]);
  expect(server.asked.sort()).toEqual([
    'GET /trpc/checkout.get?input',
    'POST /trpc/checkout.complete',
    'POST /trpc/checkout.pay',
    'POST /trpc/checkout.pay',
    'POST /trpc/checkout.quote',
  ]);
});

it.each([0, 500, 503, 429])('sends a payment once, also when it fails (%s)', async (status) => {
  await using server = await startServer(status);
  const { checkout } = server.client;
  const answer = await sendPayment((body, options) => checkout.pay.mutate(body, options), {
    request: input,
    answerChallenge: null,
  });
  expect(answer).toEqual({ kind: 'unknown' });
  expect(server.asked).toEqual(['POST /trpc/checkout.pay']);
});

it('no mutation is tried again by the cache', () => {
  expect(createQueryClient().getDefaultOptions().mutations?.retry).toBe(0);
});
