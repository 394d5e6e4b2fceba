import type { Payment, PaymentStatus } from './payment.ts';

/** An event of a payment, with each name under which webhooks may subscribe to it. */
export type PaymentEvent = { readonly types: readonly string[]; readonly payment: Payment };

/**
 * The second generation of event names follows Inflow's label of a status. `payment.authorized` and
 * `payment.settled` are documented, the others inferred from the labels. Null: no name is known.
 */
const labelEvents: Readonly<Record<PaymentStatus, string | null>> = {
  INITIATION: null,
  CHECKOUT_PENDING: null,
  CHECKOUT_SUCCESS: 'payment.authorized',
  PAYMENT_RECEIVED: null, // its label is still AUTHORIZED
  PAYMENT_SUCCESS: 'payment.settled',
  PAYMENT_FAILED: 'payment.failed',
  CHECKOUT_CANCELED: 'payment.canceled',
  CANCELED: 'payment.canceled',
  REFUND_PENDING: 'payment.refund_pending',
  FULLY_REFUNDED: 'payment.refunded',
  PARTIAL_REFUNDED: 'payment.partial_refunded',
  REFUND_FAILED: 'payment.refund_failed',
};

/** A webhook's event types by default: the first generation of names (inferred). */
export const defaultEventTypes: readonly string[] = ['payment_created', 'payment_status_updated'];

const ownEventTypes = Object.values(labelEvents).filter((name) => name !== null);

/** The prefix of a marketplace's event names (documented). */
const connect = 'connect.';

export const knownEventTypes: ReadonlySet<string> = new Set([
  ...defaultEventTypes,
  ...ownEventTypes,
  ...ownEventTypes.map((name) => `${connect}${name}`),
]);

/** The marketplace's seller: one per account here, as several are not documented. */
const subMerchant = { id: 'usr_1', merchantName: 'Sandbox seller' };

/** The event as in a delivery: the payment itself or, for a marketplace, the payment in a wrapper (documented). */
export function eventBody(eventType: string, payment: Payment): { eventType: string; payload: object } {
  if (!eventType.startsWith(connect)) return { eventType, payload: payment };
  const own = eventType.slice(connect.length);
  return {
    eventType,
    payload: { object: 'connect_event', eventType: own, subMerchant, data: payment },
  };
}

export const createdEvent = (payment: Payment): PaymentEvent => ({ types: ['payment_created'], payment });

/** One event if the status changed between two states of a payment. */
export function changeEvents(before: Payment, after: Payment): PaymentEvent[] {
  if (before.timeline.length === after.timeline.length) return [];
  const label = labelEvents[after.status];
  const labelled = label === null ? [] : [label, `${connect}${label}`];
  return [{ types: ['payment_status_updated', ...labelled], payment: after }];
}
