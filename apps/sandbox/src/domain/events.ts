import type { Payment, PaymentStatus } from './payment.ts';

/** One thing that happened to a payment, under each name that webhooks may subscribe to. */
export type PaymentEvent = { readonly types: readonly string[]; readonly payment: Payment };

/**
 * The second generation of event names follows Inflow's label of a status. `payment.authorized` and
 * `payment.settled` are documented, the others inferred from the labels. Null: no name is known.
 */
const labelEvents: Readonly<Record<PaymentStatus, string | null>> = {
  INITIATION: null,
  CHECKOUT_PENDING: null,
  CHECKOUT_SUCCESS: 'payment.authorized',
  PAYMENT_RECEIVED: null, // still AUTHORIZED, which has been told
  PAYMENT_SUCCESS: 'payment.settled',
  PAYMENT_FAILED: 'payment.failed',
  CHECKOUT_CANCELED: 'payment.canceled',
  CANCELED: 'payment.canceled',
  REFUND_PENDING: 'payment.refund_pending',
  FULLY_REFUNDED: 'payment.refunded',
  PARTIAL_REFUNDED: 'payment.partial_refunded',
  REFUND_FAILED: 'payment.refund_failed',
};

/** What a webhook gets unless it chooses: the first generation of names (inferred). */
export const defaultEventTypes: readonly string[] = ['payment_created', 'payment_status_updated'];

export const knownEventTypes: ReadonlySet<string> = new Set([
  ...defaultEventTypes,
  ...Object.values(labelEvents).filter((name) => name !== null),
]);

export const createdEvent = (payment: Payment): PaymentEvent => ({ types: ['payment_created'], payment });

/** One event if the status changed between two states of a payment. */
export function changeEvents(before: Payment, after: Payment): PaymentEvent[] {
  if (before.timeline.length === after.timeline.length) return [];
  const label = labelEvents[after.status];
  return [{ types: ['payment_status_updated', ...(label === null ? [] : [label])], payment: after }];
}
