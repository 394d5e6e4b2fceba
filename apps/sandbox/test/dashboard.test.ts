import { afterAll, expect, test } from 'vitest';
import { inflowAt, withCard } from './inflow.ts';
import { startWithReceiver } from './receiver.ts';

const apiKey = 'inflow_priv_dashboard';
const all = await startWithReceiver(apiKey);
afterAll(() => all[Symbol.asyncDispose]());
const { receiver, sandbox } = all;

const inflow = () => inflowAt({ ...sandbox, apiKey });
const paid = async () => {
  const { id } = await inflow().pay(withCard('4242424242424242'));
  await inflow().confirm(id);
  return String(id);
};
const chargeOf = async (id: string) =>
  (await sandbox.control.ledger()).find(({ paymentId }) => paymentId === id);
const delivered = (id: string, status: string) =>
  expect
    .poll(() =>
      receiver.received.flatMap(({ events }) =>
        events.map(({ payload }) => `${payload.id} ${payload.status}`),
      ),
    )
    .toContain(`${id} ${status}`);

test('a full refund in the dashboard is pending, then refunded, and both are delivered', async () => {
  const id = await paid();
  expect(await sandbox.control.payments.refund(id)).toMatchObject({ status: 'REFUND_PENDING' });
  await delivered(id, 'REFUND_PENDING');
  expect(await chargeOf(id)).toMatchObject({ refundedAt: null, refundedAmount: 0 });
  await sandbox.control.clock.advance(10_000);
  await delivered(id, 'FULLY_REFUNDED');
  expect(await chargeOf(id)).toMatchObject({ refundedAt: expect.any(String), refundedAmount: 5999 });
  await expect(sandbox.control.payments.refund(id)).rejects.toThrow('cannot be refunded');
});

test('a partial refund in the dashboard leaves the charge, and never exceeds it', async () => {
  const id = await paid();
  expect(await sandbox.control.payments.refund(id, { amount: 1000 })).toMatchObject({
    status: 'PARTIAL_REFUNDED',
    amountTaxesIncluded: 5999,
  });
  await delivered(id, 'PARTIAL_REFUNDED');
  await sandbox.control.payments.refund(id, { amount: 4000 });
  await expect(sandbox.control.payments.refund(id, { amount: 999 })).rejects.toThrow(
    'less than what is left',
  );
  expect(await chargeOf(id)).toMatchObject({ refundedAt: null, refundedAmount: 5000, failedAt: null });
  expect((await inflow().refund(id)).status).toBe(400);
});

test('an authorised payment can be made to fail, one that is guaranteed cannot', async () => {
  const [failing, received] = [await paid(), await paid()];
  expect(await sandbox.control.payments.fail(failing)).toMatchObject({
    status: 'PAYMENT_FAILED',
    depositStatus: 'failed',
  });
  await delivered(failing, 'PAYMENT_FAILED');
  expect(await chargeOf(failing)).toMatchObject({ failedAt: expect.any(String) });
  await sandbox.control.clock.advance(30_000);
  expect(await inflow().read(received)).toMatchObject({ status: 'PAYMENT_RECEIVED' });
  await expect(sandbox.control.payments.fail(received)).rejects.toThrow('cannot fail');
  await expect(sandbox.control.payments.fail('pay_none')).rejects.toThrow('404');
});

test('an unconfirmed payment can neither be refunded nor fail', async () => {
  const { id } = await inflow().pay(withCard('4242424242424242'));
  await expect(sandbox.control.payments.refund(String(id))).rejects.toThrow('cannot be refunded');
  await expect(sandbox.control.payments.refund(String(id), { amount: 1 })).rejects.toThrow(
    'cannot be refunded',
  );
  await expect(sandbox.control.payments.fail(String(id))).rejects.toThrow('cannot fail');
});
