import { randomUUID } from 'node:crypto';
import type { CheckoutClient } from '../src/index.ts';

/** What a shopper sends when submitting the form once. */
export function paymentOf(sessionId: string): Parameters<CheckoutClient['checkout']['pay']['mutate']>[0] {
  return {
    sessionId,
    attemptKey: randomUUID(),
    customer: { email: 'ada@example.com', billingCountry: 'FR', purchasingAsBusiness: false },
    paymentMethod: {
      type: 'card',
      card: { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' },
      save: false,
    },
  };
}

export const ORDER = {
  products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
  currency: 'EUR',
  customerEmail: 'ada@example.com',
} as const;
