import { expect, test } from 'vitest';
import { createControl } from '../src/control/client.ts';
import { paymentStatuses } from '../src/domain/payment.ts';
import { startSandbox } from '../src/start.ts';
import { testCards } from '../src/test-cards.ts';
import { documentedCreate, fixture, inflowAt, withCard } from './inflow.ts';
import { stateFile } from './state-file.ts';

const apiKey = 'inflow_priv_control';

test('two API keys share nothing', async () => {
  await using sandbox = await startSandbox({ apiKey });
  const [mine, theirs] = [apiKey, 'inflow_prod_other'].map((key) => inflowAt({ ...sandbox, apiKey: key }));
  const payment = await mine?.pay({ ...documentedCreate(), savePaymentMethod: true });
  expect((await theirs?.api('GET', `/api/payment/${payment?.id}`))?.status).toBe(404);
  expect((await theirs?.api('GET', '/api/payment'))?.body.total).toBe(0);
  const saved = { ...documentedCreate(), card: undefined, useCustomerPaymentMethod: true };
  expect((await theirs?.create(saved))?.status).toBe(400);
  const control = createControl({ apiUrl: sandbox.apiUrl, apiKey: 'inflow_prod_other' });
  expect(await control.ledger()).toEqual([]);
  await control.reset();
  expect(await sandbox.control.ledger()).toHaveLength(1);
});

test('each API key has its own clock: skipping a day settles no payment of another key, and a reset undoes it', async () => {
  await using sandbox = await startSandbox({ apiKey });
  const other = { ...sandbox, apiKey: 'inflow_prod_other' };
  const [mine, theirs] = [inflowAt({ ...sandbox, apiKey }), inflowAt(other)];
  const [paid, waiting] = [await mine.pay(documentedCreate()), await theirs.pay(documentedCreate())];
  await sandbox.control.clock.advance(86_400_000);
  expect(await mine.read(paid.id)).toMatchObject({ status: 'PAYMENT_SUCCESS' });
  expect(await theirs.read(waiting.id)).toMatchObject({ status: 'CHECKOUT_SUCCESS' });
  expect(await createControl(other).clock.get()).toMatchObject({ offsetMs: 0 });
  await sandbox.control.reset();
  expect(await sandbox.control.clock.get()).toMatchObject({ offsetMs: 0 });
});

test('a charge is in the ledger once, also after another confirm, and has its refund', async () => {
  await using sandbox = await startSandbox({ apiKey });
  const inflow = inflowAt({ ...sandbox, apiKey });
  const { id } = await inflow.pay(withCard('4242424242424242'));
  expect(await sandbox.control.ledger()).toEqual([]);
  await Promise.all([inflow.confirm(id), inflow.confirm(id), inflow.confirm(id)]);
  const charge = { paymentId: id, amount: 5999, currency: 'EUR', metadatas: { orderId: 'order_12345' } };
  expect(await sandbox.control.ledger()).toEqual([
    { ...charge, at: expect.any(String), refundedAt: null, refundedAmount: 0, failedAt: null },
  ]);
  await inflow.refund(id);
  await sandbox.control.clock.advance(60_000);
  expect(await sandbox.control.ledger()).toMatchObject([
    { ...charge, refundedAt: expect.any(String), refundedAmount: 5999 },
  ]);
});

test.each(paymentStatuses)('a payment can be seeded in %s', async (status) => {
  await using sandbox = await startSandbox({ apiKey });
  const seeded = await sandbox.control.payments.seed({ status, amountInCents: 1234 });
  const read = await inflowAt({ ...sandbox, apiKey }).read(seeded.id);
  expect(read).toMatchObject({ status, amountInCents: 1234 });
  expect(seeded.timeline.at(-1)?.status).toBe(status);
  const paid = seeded.depositStatus === 'succeeded';
  expect(await sandbox.control.ledger()).toHaveLength(paid ? 1 : 0);
});

test('a restart keeps payments, charges, saved cards, webhooks, the clock and scheduled transitions', async () => {
  await using file = await stateFile();
  const dataFile = file.path;
  const first = await startSandbox({ apiKey, dataFile });
  const before = inflowAt({ ...first, apiKey });
  const paid = await before.pay({ ...documentedCreate(), savePaymentMethod: true });
  const open = await before.pay(withCard('4242424242424242'));
  await first.control.clock.advance(10_000);
  const challenge = (await before.create(withCard('4000020000000000'))).body;
  await first.control.webhooks.configure({ url: 'http://127.0.0.1:9/none', secret: 'whsec_c2VjcmV0' });
  await first.close();

  await using second = await startSandbox({ apiKey, dataFile });
  const after = inflowAt({ ...second, apiKey });
  expect(await after.read(paid.id)).toEqual(paid);
  expect(await second.control.ledger()).toMatchObject([{ paymentId: paid.id }]);
  expect((await second.control.clock.get()).offsetMs).toBe(10_000);
  expect((await after.confirm(open.id)).status).toBe(201);
  const saved = { ...documentedCreate(), card: undefined, useCustomerPaymentMethod: true };
  expect(await after.pay(saved)).toMatchObject({ status: 'CHECKOUT_SUCCESS' });
  const page = new URL(String(challenge.threeDsSessionUrl)).pathname;
  expect((await fetch(second.apiUrl + page)).status).toBe(200);
  expect((await after.api('GET', '/api/webhook')).body).toHaveLength(1);
  await second.control.clock.advance(3_600_000);
  expect(await after.read(paid.id)).toMatchObject({ status: 'PAYMENT_SUCCESS' });
});

test('an account without server-to-server payments gets the documented response', async () => {
  await using sandbox = await startSandbox();
  const answer = await inflowAt({ ...sandbox, apiKey: 'inflow_no_s2s_1' }).create(documentedCreate());
  expect({ status: answer.status, body: answer.body }).toEqual({
    status: 403,
    body: fixture('error.s2s-not-enabled.json'),
  });
});

test('a marketplace’s call without X-On-Behalf-Of is refused on both hosts, and charges nothing', async () => {
  await using sandbox = await startSandbox({ apiKey: 'inflow_marketplace_1' });
  const host = { ...sandbox, apiKey: 'inflow_marketplace_1' };
  const inflow = inflowAt(host);
  const expected = { ...fixture('error.coded.json'), statusCode: 400, error: 'Bad Request' };
  for (const { status, body } of [
    await inflow.create(documentedCreate()),
    await inflow.api('GET', '/api/payment'),
    await inflow.api('GET', '/api/webhook'),
  ])
    expect({ status, body }).toEqual({
      status: 400,
      body: { ...expected, message: 'ON_BEHALF_REQUIRED_FOR_MARKETPLACE' },
    });
  expect(await sandbox.control.ledger()).toEqual([]);
  const seller = inflowAt({ ...host, onBehalfOf: 'usr_1' });
  expect((await seller.create(documentedCreate())).status).toBe(201);
  expect((await seller.api('GET', '/api/payment')).body.total).toBe(1);
});

test('a marketplace is one also after a restart', async () => {
  await using file = await stateFile();
  const options = { apiKey: 'inflow_marketplace_1', dataFile: file.path };
  await (await startSandbox(options)).close();
  const first = await startSandbox(options);
  await inflowAt({ ...first, ...options }).api('GET', '/api/payment');
  await first.close();
  await using second = await startSandbox(options);
  expect((await inflowAt({ ...second, ...options }).api('GET', '/api/payment')).status).toBe(400);
});

test('the control API returns the table of test cards', async () => {
  await using sandbox = await startSandbox();
  expect(await sandbox.control.testCards()).toEqual(JSON.parse(JSON.stringify(testCards)));
});

test("the URL of the bank's page is the public one", async () => {
  await using sandbox = await startSandbox({ apiKey, publicUrl: 'https://bank.example/' });
  const { body } = await inflowAt({ ...sandbox, apiKey }).create(withCard('4000020000000000'));
  expect(body.threeDsSessionUrl).toMatch(/^https:\/\/bank\.example\/3ds\/[\w-]{43}$/);
});
