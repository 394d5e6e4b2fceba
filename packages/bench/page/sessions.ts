import { cards } from '@checkout/e2e/support/cards';
import { PRO_PLAN } from '@checkout/e2e/support/checkout-page';
import type { Programs } from '@checkout/e2e/support/programs';

/** The address of a checkout that nobody has paid. */
export async function newSession({ shopper }: Programs): Promise<string> {
  const { url } = await shopper.checkout.create.mutate({ items: [{ sku: PRO_PLAN.sku, quantity: 1 }] });
  return url;
}

/** The address of a checkout that is paid. */
export async function paidSession({ shopper }: Programs): Promise<string> {
  const { sessionId, url } = await shopper.checkout.create.mutate({
    items: [{ sku: PRO_PLAN.sku, quantity: 1 }],
  });
  const { status } = await shopper.checkout.pay.mutate({
    sessionId,
    attemptKey: crypto.randomUUID(),
    customer: { email: 'ada@example.com', billingCountry: 'FR', purchasingAsBusiness: false },
    paymentMethod: {
      type: 'card',
      card: { number: cards.good.number, expMonth: 12, expYear: 2034, cvc: cards.good.cvc },
    },
  });
  if (status !== 'succeeded') throw new Error(`The payment is ${status}`);
  return url;
}

/** What our pages are answered with, without what is about their content. */
export async function pageHeaders(programs: Programs): Promise<Record<string, string>> {
  const { headers } = await fetch(await newSession(programs));
  const others = /^(content-(type|length|encoding)|connection|keep-alive|date|transfer-encoding)$/;
  return Object.fromEntries([...headers].filter(([name]) => !others.test(name)));
}
