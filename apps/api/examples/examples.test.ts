import { createInProcessCaller } from '@checkout/api/in-process';
import { expect, test } from 'vitest';
import { press, SERVICE_TOKEN, startWorld } from '../test/support/world.ts';
import { askForPayment, connectToCheckout, isPaid, payBack } from './order-service.ts';
import { renew } from './renewals.ts';

const order = {
  id: 'order_1',
  customerEmail: 'ada@example.com',
  lines: [{ name: 'Handbook', price: 3250, quantity: 1 }],
};

test('a service makes a session over HTTP, learns that it is paid, and pays back', async () => {
  await using world = await startWorld();
  const checkout = connectToCheckout(world.api.url, SERVICE_TOKEN);
  const url = await askForPayment(checkout, order);
  expect(await askForPayment(checkout, order)).toBe(url);
  const sessionId = url.slice(url.lastIndexOf('/') + 1);
  expect(await isPaid(checkout, sessionId)).toBe(false);
  await world.shopper.checkout.pay.mutate(press(sessionId));
  expect(await isPaid(checkout, sessionId)).toBe(true);
  expect(await payBack(checkout, sessionId, 'returned')).toBe('REFUND_PENDING');
});

test('server code charges a saved card in process, and one period only once', async () => {
  await using world = await startWorld();
  const { sessionId } = await world.service.sessions.create.mutate({
    products: [{ name: 'First month', price: 1900, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    allowSavedCard: true,
  });
  await world.shopper.checkout.pay.mutate(press(sessionId, { save: true }));
  const checkout = createInProcessCaller(world.api.deps, 'renewals');
  const renewal = {
    subscriptionId: 'sub_1',
    period: '2026-12-01',
    customerEmail: 'ada@example.com',
    billingCountry: 'FR',
    price: 1900,
  };
  const paymentId = await renew(checkout, renewal);
  expect(paymentId).toMatch(/^pay_/);
  expect(await renew(checkout, renewal)).toBe(paymentId);
  const charges = (await world.sandbox.control.ledger()).filter((charge) => charge.paymentId === paymentId);
  expect(charges).toMatchObject([{ amount: 2280 }]);
});

/** Never called: these lines compile only while the contracts are what the examples rely on. */
export async function contracts(): Promise<void> {
  const checkout = connectToCheckout('', '');
  // @ts-expect-error a session needs products, not items
  await checkout.sessions.create.mutate({ items: [], currency: 'EUR' });
  const products = [{ name: 'x', price: '1.00', quantity: 1 }];
  // @ts-expect-error a price is a number of cents, never a text
  await checkout.sessions.create.mutate({ products, currency: 'EUR' });
  // @ts-expect-error pounds are not accepted by Inflow
  await checkout.sessions.create.mutate({ products: [], currency: 'GBP' });
  const session = await checkout.sessions.get.query({ sessionId: '' });
  session.status satisfies 'open' | 'processing' | 'complete' | 'reversed' | 'expired';
  session.paymentId satisfies string | null;
  // @ts-expect-error a shopper's view says nothing of the merchant's metadata
  (await checkout.checkout.get.query({ sessionId: '' })).metadatas;
}
