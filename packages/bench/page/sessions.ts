import { PRO_PLAN } from '@checkout/e2e/support/checkout-page';
import { payInput } from '@checkout/e2e/support/pay-input';
import type { Programs } from '@checkout/e2e/support/programs';

/** The URL of a checkout that is not paid. */
export async function newSession({ shopper }: Programs): Promise<string> {
  const { url } = await shopper.checkout.create.mutate({ items: [{ sku: PRO_PLAN.sku, quantity: 1 }] });
  return url;
}

/** The URL of a checkout that is paid. */
export async function paidSession({ shopper }: Programs): Promise<string> {
  const { sessionId, url } = await shopper.checkout.create.mutate({
    items: [{ sku: PRO_PLAN.sku, quantity: 1 }],
  });
  const { status } = await shopper.checkout.pay.mutate(payInput(sessionId));
  if (status !== 'succeeded') throw new Error(`The payment is ${status}`);
  return url;
}

/** What our pages are answered with, without what is about their content. */
export async function pageHeaders(programs: Programs): Promise<Record<string, string>> {
  const { headers } = await fetch(await newSession(programs));
  const others = /^(content-(type|length|encoding)|connection|keep-alive|date|transfer-encoding)$/;
  return Object.fromEntries([...headers].filter(([name]) => !others.test(name)));
}
