import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createControl } from '../src/control/client.ts';
import { ready, run } from './child.ts';
import { documentedCreate, inflowAt } from './inflow.ts';
import { stateFile } from './state-file.ts';

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the process prints both URLs and the test cards, and ends on %s',
  async (signal) => {
    const { child, ended, output, apiUrl, cardUrl } = await ready();
    expect(output.out).toContain('4242424242424242');
    expect([(await fetch(apiUrl)).status, (await fetch(cardUrl)).status]).toEqual([200, 404]);
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(output.err).toBe('');
  },
);

test('a killed sandbox has lost nothing that it responded to', async () => {
  await using file = await stateFile();
  const apiKey = 'inflow_priv_sandbox';
  const first = await ready({}, ['--data', file.path]);
  const { body } = await inflowAt({ ...first, apiKey }).create(documentedCreate());
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await ready({ SANDBOX_DATA: file.path });
  expect(await inflowAt({ ...second, apiKey }).read(body.id)).toMatchObject({ status: 'CHECKOUT_SUCCESS' });
  expect(await createControl({ apiUrl: second.apiUrl }).ledger()).toMatchObject([{ paymentId: body.id }]);
});

test('two processes cannot use one state file, and a stopped one releases it', async () => {
  await using file = await stateFile();
  const first = await ready({ SANDBOX_DATA: file.path });
  const second = run({ SANDBOX_DATA: file.path });
  expect(await second.ended).toEqual([1, null]);
  expect(second.output.err).toBe(
    `${file.path} is in use by process ${first.child.pid}; if it is not, delete ${file.path}.lock (SANDBOX_DATA).\n`,
  );
  first.child.kill('SIGTERM');
  expect(await first.ended).toEqual([0, null]);
  await ready({ SANDBOX_DATA: file.path });
});

test.each<[string, Record<string, string>]>([
  ['SANDBOX_PORT must be a port from 0 to 65535.', { SANDBOX_PORT: 'x' }],
  [
    'The state file /proc/none/state of SANDBOX_DATA cannot be opened (ENOENT).',
    { SANDBOX_DATA: '/proc/none/state' },
  ],
])('the process ends with one sentence: %s', async (sentence, env) => {
  const { ended, output } = run(env);
  expect(await ended).toEqual([1, null]);
  expect(output).toEqual({ out: '', err: `${sentence}\n` });
});

test.each(['SANDBOX_PORT', 'SANDBOX_CARD_PORT'])(
  'a port in use ends the process with one sentence naming it and %s',
  async (name) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { ended, output } = run({ [name]: String(port) });
    expect(await ended).toEqual([1, null]);
    expect(output.err).toBe(`Port ${port} (${name}) is already in use.\n`);
    server.close();
  },
);
