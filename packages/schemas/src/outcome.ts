import * as z from 'zod/mini';
import { declineSchema } from './decline.ts';
import { paymentSchema } from './payment.ts';

/** The outcome of an attempt. `processing`: not known yet, which is never shown as a failure. */
export const outcomeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('succeeded'), payment: paymentSchema }),
  /** Was paid and is not any more: failed after authorisation, or refunded in full, as `payment.status` says. */
  z.object({ status: z.literal('reversed'), payment: paymentSchema }),
  z.object({ status: z.literal('requires_action'), payment: paymentSchema, redirectUrl: z.string() }),
  /** The payment exists and is not confirmed: `checkout.agree` to `total` (in cents, tax included) confirms it. */
  z.object({ status: z.literal('requires_agreement'), payment: paymentSchema, total: z.int() }),
  z.object({ status: z.literal('processing'), payment: z.nullable(paymentSchema) }),
  /** `payment` is null only where Inflow's response was lost and nothing can have been charged. */
  z.object({ status: z.literal('declined'), payment: z.nullable(paymentSchema), decline: declineSchema }),
]);
export type Outcome = z.output<typeof outcomeSchema>;
export type OutcomeStatus = Outcome['status'];
