import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { startSandbox } from '../src/start.ts';
import { documentedCreate, inflowAt, withCard } from './inflow.ts';
import { secret, startReceiver } from './receiver.ts';
import { stateFile } from './state-file.ts';

const apiKey = 'inflow_priv_reset';

/** Receives webhooks, and holds every response back until it is released. */
async function startSilence() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    server,
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('a reset deletes everything, and scheduled transitions do not happen', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await startSandbox({ apiKey, webhook: { url: receiver.url, secret } });
  const inflow = inflowAt({ ...sandbox, apiKey });
  const { body } = await inflow.create(documentedCreate());
  await receiver.arrived(2);
  await sandbox.control.reset();
  await sandbox.control.clock.advance(3_600_000);
  expect((await inflow.api('GET', `/api/payment/${body.id}`)).status).toBe(404);
  expect(await sandbox.control.ledger()).toEqual([]);
  // The configured webhook is there again, and hears of the new payment only.
  await inflow.create(withCard('4242424242424242'));
  const received = await receiver.arrived(3);
  expect(received).toHaveLength(3);
  expect(receiver.statuses()).not.toContain('PAYMENT_RECEIVED');
});

test('a delivery under way during a reset is gone after a restart', async () => {
  await using silence = await startSilence();
  await using file = await stateFile();
  const dataFile = file.path;
  const first = await startSandbox({ apiKey, dataFile, webhook: { url: silence.url, secret } });
  const arrived = once(silence.server, 'request');
  await inflowAt({ ...first, apiKey }).create(withCard('4242424242424242'));
  const [, response] = await arrived;
  await first.control.reset();
  response.writeHead(204).end();
  await once(response, 'close');
  await first.close();
  await using second = await startSandbox({ apiKey, dataFile });
  expect(await second.control.deliveries.list()).toEqual([]);
  expect(await second.control.payments.list()).toEqual([]);
});

test('a delivery that was cut off by a stop is sent after the restart', async () => {
  await using file = await stateFile();
  const dataFile = file.path;
  await using receiver = await startReceiver();
  const first = await startSandbox({ apiKey, dataFile, webhook: { url: receiver.url, secret } });
  // Held back by the fault when the process stops.
  await first.control.webhookFaults.add({ kind: 'reorder', delayMs: 3_600_000 });
  await inflowAt({ ...first, apiKey }).create(withCard('4242424242424242'));
  await first.close();
  expect(receiver.received).toEqual([]);
  await using second = await startSandbox({ apiKey, dataFile });
  const [delivery] = await receiver.arrived(1);
  expect(delivery?.id).toBe((await second.control.deliveries.list())[0]?.id);
});

test('a scheduled delivery attempt is kept over a restart', async () => {
  await using file = await stateFile();
  const dataFile = file.path;
  await using receiver = await startReceiver();
  const first = await startSandbox({ apiKey, dataFile, webhook: { url: receiver.url, secret } });
  await first.control.webhookFaults.add({ kind: 'delay', delayMs: 3_600_000 });
  await inflowAt({ ...first, apiKey }).create(withCard('4242424242424242'));
  await first.close();
  await using second = await startSandbox({ apiKey, dataFile });
  expect(receiver.received).toEqual([]);
  await second.control.clock.advance(3_600_000);
  expect(await receiver.arrived(1)).toHaveLength(1);
});
