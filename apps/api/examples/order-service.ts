/**
 * Another service of the merchant, calling the checkout over HTTP with its token. All it needs of this repository are
 * types: the router's, and through it every input and output.
 */
import type { AppRouter } from '@checkout/api/router';
import { createTRPCClient, httpLink } from '@trpc/client';

export type Order = { readonly id: string; readonly customerEmail: string; readonly lines: readonly Line[] };
/** `price` in cents, before tax. */
type Line = { readonly name: string; readonly price: number; readonly quantity: number };

/** `token` is the part behind the name in the checkout's SERVICE_TOKENS. */
export function connectToCheckout(baseUrl: string, token: string) {
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${baseUrl}/trpc`, headers: { authorization: `Bearer ${token}` } })],
  });
}
type Checkout = ReturnType<typeof connectToCheckout>;

/** The page on which the order is paid, and the same one when it is asked for again; send the customer to the answered address. */
export async function askForPayment(checkout: Checkout, order: Order): Promise<string> {
  const { url } = await checkout.sessions.create.mutate({
    idempotencyKey: order.id,
    products: [...order.lines],
    currency: 'EUR',
    customerEmail: order.customerEmail,
    metadatas: { orderId: order.id },
  });
  return url;
}

/** Whether the order may be shipped. Only the checkout's own record counts, never an address the customer came back to. */
export async function isPaid(checkout: Checkout, sessionId: string): Promise<boolean> {
  const { status } = await checkout.sessions.get.query({ sessionId });
  return status === 'complete';
}

/** Pays back in full. Answers the payment's status at Inflow: `REFUND_PENDING`, later `FULLY_REFUNDED`. */
export async function payBack(checkout: Checkout, sessionId: string, reason: string): Promise<string> {
  const { paymentId } = await checkout.sessions.get.query({ sessionId });
  if (paymentId === null) throw new Error(`Session ${sessionId} was never paid`);
  const payment = await checkout.payments.refund.mutate({ paymentId, reason });
  return payment.status;
}
