import { randomUUID } from 'node:crypto';
import { CUSTOMER, GOOD_CARD } from './world.ts';

/** What a service sends to `payments.create` for one charge without a session. */
export function order(changes: { number?: string; metadatas?: Record<string, string> } = {}) {
  const { number = GOOD_CARD.number, metadatas = {} } = changes;
  return {
    idempotencyKey: randomUUID(),
    products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
    currency: 'EUR' as const,
    customerEmail: CUSTOMER.email,
    billingCountry: CUSTOMER.billingCountry,
    purchasingAsBusiness: false,
    card: { ...GOOD_CARD, number },
    autoConfirm: true,
    metadatas,
  };
}
