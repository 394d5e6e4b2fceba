/**
 * Server code in the api's own process, calling the same procedures without HTTP: the same contracts, the same
 * journal, the same names in the audit trail.
 */
import type { createInProcessCaller } from '@checkout/api/in-process';

type Checkout = ReturnType<typeof createInProcessCaller>;

export type Renewal = {
  readonly subscriptionId: string;
  /** The first day of the period that is paid for: one period is never charged twice. */
  readonly period: string;
  readonly customerEmail: string;
  readonly billingCountry: string;
  /** In cents, before tax. */
  readonly price: number;
};

/** Charges the customer's last saved card. Answers Inflow's payment id, or null when the card was refused. */
export async function renew(checkout: Checkout, renewal: Renewal): Promise<string | null> {
  const payment = await checkout.payments.create({
    idempotencyKey: `${renewal.subscriptionId}/${renewal.period}`,
    products: [{ name: 'Subscription, one month', price: renewal.price, quantity: 1 }],
    currency: 'EUR',
    customerEmail: renewal.customerEmail,
    billingCountry: renewal.billingCountry,
    purchasingAsBusiness: false,
    useCustomerPaymentMethod: true,
    autoConfirm: true,
    metadatas: { subscriptionId: renewal.subscriptionId },
  });
  return payment.decline === null ? payment.id : null;
}
