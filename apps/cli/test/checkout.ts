import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createCheckoutClient } from '@checkout/client';
import { inject } from 'vitest';
import { type Run, startScript } from './programs.ts';
import { TOKENS } from './setup.ts';

/** As it is built: `turbo run build` or `vite build` before. */
const SCRIPT = join(import.meta.dirname, '..', 'bin', 'checkout.js');
const SETTINGS = { CHECKOUT_URL: inject('checkoutUrl'), CHECKOUT_TOKEN: TOKENS.shop };

const clientOf = (token: string) => createCheckoutClient({ url: `${inject('checkoutUrl')}/trpc`, token });

export const shop = clientOf(TOKENS.shop);
/** Sees what it has made itself alone, so that other tests do not disturb. */
export const loner = clientOf(TOKENS.loner);

/** `checkout`, with a token that may do everything. */
export const start = (...args: string[]) => startScript(SCRIPT, args, SETTINGS);
export const startAsLoner = (...args: string[]) =>
  startScript(SCRIPT, args, { ...SETTINGS, CHECKOUT_TOKEN: TOKENS.loner });
export const run = (...args: string[]): Promise<Run> => start(...args).ended;
/** The same with other settings, and none of those. */
export const runWith = (settings: Readonly<Record<string, string>>, ...args: string[]): Promise<Run> =>
  startScript(SCRIPT, args, settings).ended;

/** A session that a shopper has paid. */
export async function paidSession(client = shop) {
  const { sessionId, reference } = await client.sessions.create.mutate({
    products: [{ name: 'Handbook', price: 3250, quantity: 1 }],
    currency: 'EUR',
    metadatas: { orderId: `order-${randomUUID()}` },
  });
  const email = `${randomUUID()}@example.com`;
  const { payment } = await client.checkout.pay.mutate({
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
