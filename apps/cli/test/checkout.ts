import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createCheckoutClient } from '@checkout/client';
import { inject } from 'vitest';
import { type Run, startScript } from './programs.ts';
import { TOKENS } from './setup.ts';

const SCRIPT = join(import.meta.dirname, '..', 'src', 'main.ts');
const SETTINGS = { CHECKOUT_URL: inject('checkoutUrl'), CHECKOUT_TOKEN: TOKENS.shop };

export const shop = createCheckoutClient({ url: `${inject('checkoutUrl')}/trpc`, token: TOKENS.shop });

/** `checkout`, with a token that may do everything. */
export const start = (...args: string[]) => startScript(SCRIPT, args, SETTINGS);
export const run = (...args: string[]): Promise<Run> => start(...args).ended;
/** The same with other settings, and none of those. */
export const runWith = (settings: Readonly<Record<string, string>>, ...args: string[]): Promise<Run> =>
  startScript(SCRIPT, args, settings).ended;

/** A session that a shopper has paid. */
export async function paidSession() {
  const { sessionId, reference } = await shop.sessions.create.mutate({
    products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
    currency: 'EUR',
    metadatas: { orderId: `order-${randomUUID()}` },
  });
  const email = `${randomUUID()}@example.com`;
  const { payment } = await shop.checkout.pay.mutate({
    sessionId,
    attemptKey: randomUUID(),
    customer: { email, billingCountry: 'FR', purchasingAsBusiness: false },
    paymentMethod: {
      type: 'card',
      card: { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' },
      save: false,
    },
  });
  return { sessionId, reference, email, paymentId: payment?.id ?? '' };
}
