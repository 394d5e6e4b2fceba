import type { TRPCClient } from '@trpc/client';
import type { AppRouter } from '../../src/trpc/router.ts';
import type { Known } from './arbitrary-of.ts';

/** Ids that exist, and values that are good where chance would hardly find one. */
export async function knownValues({
  shopper,
  service,
}: {
  shopper: TRPCClient<AppRouter>;
  service: TRPCClient<AppRouter>;
}): Promise<Known> {
  const sessions = await Promise.all(
    Array.from({ length: 20 }, () =>
      shopper.checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] }),
    ),
  );
  const payment = await service.payments.create.mutate({
    idempotencyKey: 'known',
    products: [{ name: 'A', price: 1000, quantity: 1 }],
    currency: 'EUR',
    customerEmail: 'ada@example.com',
    billingCountry: 'FR',
    purchasingAsBusiness: false,
    card: { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' },
  });
  return {
    sessionId: sessions.map(({ sessionId }) => sessionId),
    paymentId: [payment.id],
    number: ['4242424242424242', '4000000000000002', '4000020000000000'],
    expMonth: [12],
    expYear: [2034],
    cvc: ['123'],
    email: ['ada@example.com'],
    customerEmail: ['ada@example.com'],
    billingCountry: ['FR', 'US'],
    country: ['FR', 'US'],
    sku: ['pro'],
    price: [1000],
    quantity: [1],
  };
}
