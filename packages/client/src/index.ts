export {
  CheckoutError,
  type CheckoutErrorFacts,
  type CheckoutErrorReason,
  type ErrorReason,
  type FieldErrors,
} from './checkout-error.ts';
export { type CheckoutClient, type CheckoutClientOptions, createCheckoutClient } from './client.ts';
export type { CallOptions, Mutation, Query, Subscription, SubscriptionObserver } from './contract.ts';
export type { CheckoutEvent } from './event.ts';
export {
  type EventHeaders,
  type EventRefusal,
  EventVerificationError,
  type VerifyEventOptions,
  verifyEvent,
} from './verify-event.ts';
export { type WatchEventsOptions, type WatchedEvent, watchEvents } from './watch-events.ts';
