import { randomUUID } from 'node:crypto';
import type { ApiClient } from './clients.ts';

export const GOOD_CARD = '4242424242424242';
export const CHALLENGE_CARD = '4000020000000000';

/** A submission: the input of `checkout.pay` with an attempt key of its own. */
export function payInput(sessionId: string, number: string = GOOD_CARD, email = 'shopper@example.com') {
  return {
    sessionId,
    attemptKey: randomUUID(),
    customer: { email, billingCountry: 'FR', purchasingAsBusiness: false },
    paymentMethod: { type: 'card' as const, card: { number, expMonth: 12, expYear: 2034, cvc: '123' } },
  };
}

/** A new session for one pro plan. Returns its id. */
export async function newSession({ checkout }: ApiClient): Promise<string> {
  return (await checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] })).sessionId;
}
