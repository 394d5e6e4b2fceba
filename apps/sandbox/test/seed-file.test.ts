import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createControl } from '../src/control/client.ts';
import { defaultDialect } from '../src/domain/dialect.ts';
import { type SandboxOptions, startSandbox } from '../src/start.ts';
import { ready, run } from './child.ts';
import { inflowAt } from './inflow.ts';
import { secret, startReceiver } from './receiver.ts';
import { stateFile } from './state-file.ts';

const apiKey = 'inflow_priv_seed_file';

async function seedFile(content: unknown) {
  const file = await stateFile();
  await writeFile(file.path, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const payments = [
  { status: 'PAYMENT_SUCCESS', amountInCents: 1234, metadatas: { orderId: 'o-1' } },
  { status: 'INITIATION', customerEmail: 'ada@example.com' },
];

test('seed file: the default key begins with its payments, webhooks, faults and dialect, and no other key does', async () => {
  await using receiver = await startReceiver();
  const webhook = { url: receiver.url, secret, eventTypes: ['payment.settled'] };
  await using file = await seedFile({
    payments,
    webhooks: [webhook],
    faults: [{ operation: 'tax', kind: 'status', status: 429 }],
    dialect: { confirmStatus: 200 },
  });
  await using sandbox = await startSandbox({ apiKey, seedFile: file.path });
  const { control } = sandbox;
  expect(await control.payments.list()).toMatchObject(payments);
  expect(await control.ledger()).toMatchObject([{ amount: 1481, metadatas: { orderId: 'o-1' } }]);
  const webhooks = (await inflowAt({ ...sandbox, apiKey }).api('GET', '/api/webhook')).body;
  expect(webhooks).toMatchObject([{ webhookUrl: receiver.url }]);
  expect(await control.faults.list()).toMatchObject([{ operation: 'tax', status: 429 }]);
  expect(await control.dialect.get()).toEqual({ ...defaultDialect, confirmStatus: '200' });
  const other = createControl({ apiUrl: sandbox.apiUrl, apiKey: 'inflow_priv_other' });
  expect(await other.payments.list()).toEqual([]);
  expect(await other.dialect.get()).toEqual(defaultDialect);
});

test('seed file: its payments are not announced to webhooks, and go on by themselves from there', async () => {
  await using receiver = await startReceiver();
  await using file = await seedFile({
    payments: [{ status: 'PAYMENT_RECEIVED' }],
    webhooks: [{ url: `${receiver.url}/seeded`, secret }],
  });
  await using sandbox = await startSandbox({
    apiKey,
    seedFile: file.path,
    webhook: { url: receiver.url, secret },
  });
  expect(await sandbox.control.deliveries.list()).toEqual([]);
  await sandbox.control.clock.advance(3_600_000);
  await receiver.arrived(2);
  expect(receiver.statuses()).toEqual(['PAYMENT_SUCCESS', 'PAYMENT_SUCCESS']);
});

test('seed file: a restart with a state file adds no payment and no webhook again, but what is not stored', async () => {
  await using state = await stateFile();
  await using file = await seedFile({
    payments,
    webhooks: [{ url: 'http://127.0.0.1:9/none', secret }],
    faults: [{ operation: 'tax', kind: 'hang' }],
    dialect: { update: 'post' },
  });
  const options: SandboxOptions = { apiKey, dataFile: state.path, seedFile: file.path };
  await (await startSandbox(options)).close();
  await using again = await startSandbox(options);
  expect(await again.control.payments.list()).toHaveLength(2);
  expect((await inflowAt({ ...again, apiKey }).api('GET', '/api/webhook')).body).toHaveLength(1);
  expect(await again.control.faults.list()).toHaveLength(1);
  expect(await again.control.dialect.get()).toMatchObject({ update: 'post' });
});

test('seed file: an account of a state file without payments gets them, and each webhook once', async () => {
  await using state = await stateFile();
  const webhooks = [{ url: 'http://127.0.0.1:9/none', secret }];
  await using empty = await seedFile({ webhooks });
  await (await startSandbox({ apiKey, dataFile: state.path, seedFile: empty.path })).close();
  await using file = await seedFile({ payments, webhooks });
  await using again = await startSandbox({ apiKey, dataFile: state.path, seedFile: file.path });
  expect(await again.control.payments.list()).toHaveLength(2);
  expect((await inflowAt({ ...again, apiKey }).api('GET', '/api/webhook')).body).toHaveLength(1);
});

test.each<[string, unknown]>([
  ['is not valid JSON', '{'],
  ['is no seed file: ', []],
  ['is no seed file: Unrecognized key: "payment"', { payment: [] }],
  ['is no seed file: payments.1.status: ', { payments: [payments[0], { status: 'PAID' }] }],
  ['is no seed file: payments.0: Unrecognized key: "amount"', { payments: [{ ...payments[0], amount: 1 }] }],
  ['is no seed file: webhooks.0.secret: ', { webhooks: [{ url: 'https://example.com/', secret: 'x' }] }],
  ['is no seed file: webhooks.0: url must use https', { webhooks: [{ url: 'http://example.com/', secret }] }],
  ['is no seed file: faults.0.kind: ', { faults: [{ operation: 'create', kind: 'explode' }] }],
  [
    'is no seed file: dialect: listOrder must be one of: newest, oldest',
    { dialect: { listOrder: 'random' } },
  ],
])('seed file: one that %s stops the start', async (sentence, content) => {
  await using file = await seedFile(content);
  await expect(startSandbox({ apiKey, seedFile: file.path })).rejects.toThrow(
    new RegExp(`^The file ${file.path} ${sentence}.*\\(SANDBOX_SEED_FILE\\)\\.$`),
  );
});

test('seed file: it is named by a flag or a variable, and a missing one ends the process with one sentence', async () => {
  await using file = await seedFile({ payments });
  for (const { apiUrl } of [
    await ready({ SANDBOX_SEED_FILE: file.path }),
    await ready({ SANDBOX_SEED_FILE: '/proc/none' }, ['--seed-file', file.path]),
  ])
    expect(await createControl({ apiUrl }).payments.list()).toHaveLength(2);
  const { ended, output } = run({}, ['--seed-file', '/proc/none']);
  expect(await ended).toEqual([1, null]);
  expect(output.err).toBe('The file /proc/none cannot be read (ENOENT) (SANDBOX_SEED_FILE).\n');
});
