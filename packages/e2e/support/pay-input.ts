import { randomUUID } from 'node:crypto';
import type { Cluster } from '../faults/cluster.ts';

export const GOOD_CARD = '4242424242424242';
export const CHALLENGE_CARD = '4000020000000000';

/** One press of the pay button. */
export function press(sessionId: string, number: string = GOOD_CARD) {
  return {
    sessionId,
    attemptKey: randomUUID(),
    customer: { email: 'shopper@example.com', billingCountry: 'FR', purchasingAsBusiness: false },
    paymentMethod: { type: 'card' as const, card: { number, expMonth: 12, expYear: 2034, cvc: '123' } },
  };
}

export async function newSession({ node }: Cluster): Promise<string> {
  const { sessionId } = await node.shopper.checkout.create.mutate({ items: [{ sku: 'pro', quantity: 1 }] });
  return sessionId;
}

/** What Inflow really charged for a session. */
export async function chargesOf({ sandbox }: Pick<Cluster, 'sandbox'>, sessionId: string) {
  const ledger = await sandbox.ledger();
  return ledger.filter(({ metadatas }) => metadatas?.checkoutSessionId === sessionId);
}
