import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { clientOf, failureOf } from '../test/clients.ts';
import { fixture, sealed } from '../test/fixtures.ts';
import { selfSigned } from '../test/self-signed.ts';

afterEach(() => vi.unstubAllEnvs());

/** A host with a self-signed certificate. */
async function startImpostor() {
  const received: string[] = [];
  const server = createServer(selfSigned(), (incoming, outgoing) => {
    received.push(incoming.url ?? '');
    outgoing.end('{}');
  });
  // That the handshake was broken off is what the test is about.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

it.each([undefined, '0'])(
  'a host with an unverified certificate gets neither key nor card (NODE_TLS_REJECT_UNAUTHORIZED=%s)',
  async (verify) => {
    if (verify !== undefined) vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', verify);
    await using impostor = await startImpostor();
    await using client = clientOf({ api: impostor.url });
    const card = sealed(fixture('card'));
    const error = await failureOf(client.createPayment({ ...fixture('create-payment.request'), card }));
    // Nothing was written, so certainly nothing was charged.
    expect(error).toMatchObject({ kind: 'connection', outcomeKnown: true });
    expect(await failureOf(client.readPayment('pay_1'))).toMatchObject({ kind: 'connection' });
    expect(impostor.received).toEqual([]);
  },
);
