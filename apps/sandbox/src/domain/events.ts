import { withoutCardNumbers } from './card-numbers.ts';
import type { Dialect } from './dialect.ts';
import type { Payment, PaymentStatus } from './payment.ts';
import { deliveredPayment } from './shown.ts';

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
  EXPIRED: 'payment.expired',
  REFUND_PENDING: 'payment.refund_pending',
  FULLY_REFUNDED: 'payment.refunded',
  PARTIAL_REFUNDED: 'payment.partial_refunded',
  REFUND_FAILED: 'payment.refund_failed',
};

/** The names of each generation. */
const underscored: readonly string[] = ['payment_created', 'payment_status_updated'];
const dotted: readonly string[] = [...new Set(Object.values(labelEvents).filter((name) => name !== null))];

/** The names of the account's events, which a webhook without types of its own gets. */
const accountEventTypes: Readonly<Record<Dialect['eventNames'], readonly string[]>> = {
  underscored,
  dotted,
  both: [...underscored, ...dotted],
};

/** The prefix of a marketplace's event names (documented). */
const connect = 'connect.';

/** The names of the events that this sandbox has. */
export const ownEventTypes: ReadonlySet<string> = new Set([
  ...underscored,
  ...dotted,
  ...dotted.map((name) => `${connect}${name}`),
]);

/**
 * Whether a webhook may subscribe to it: types exist beyond payments (documented), such as `payment_setup.completed`, and no
 * list of all is known.
 */
export const isEventType = (type: string): boolean =>
  /^[A-Za-z][\w.-]{0,99}$/.test(type) && withoutCardNumbers(type) === type;

/** The names under which a webhook gets an event. A marketplace's names exist in every account (inferred). */
export function deliveredTypes(
  { types }: PaymentEvent,
  subscribed: readonly string[] | null,
  { eventNames }: Dialect,
): string[] {
  const published = accountEventTypes[eventNames];
  return types.filter(
    (type) =>
      (published.includes(type) || type.startsWith(connect)) && (subscribed ?? published).includes(type),
  );
}

/** The marketplace's seller: one per account here, as several are not documented. */
const subMerchant = { id: 'usr_1', merchantName: 'Sandbox seller' };

/** The event as in a delivery: the payment itself or, for a marketplace, the payment in a wrapper (documented). */
export function eventBody(
  eventType: string,
  payment: Payment,
  dialect: Dialect,
): { eventType: string; payload: object } {
  const delivered = deliveredPayment(payment, dialect);
  if (!eventType.startsWith(connect)) return { eventType, payload: delivered };
  const own = eventType.slice(connect.length);
  return {
    eventType,
    payload: { object: 'connect_event', eventType: own, subMerchant, data: delivered },
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
