import type { CheckoutClient } from './client.ts';

/**
 * What the checkout tells of a session, payment or refund. `type` is open. `sequence` counts from 1 within a session, without gaps;
 * amounts are in cents.
 */
export type CheckoutEvent = Awaited<ReturnType<CheckoutClient['events']['list']['query']>>['events'][number];
