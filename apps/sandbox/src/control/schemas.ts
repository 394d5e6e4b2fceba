import { z } from 'zod';
import { isEmail } from '../domain/email.ts';
import { isEventType, ownEventTypes } from '../domain/events.ts';
import { paymentStatuses } from '../domain/payment.ts';
import { findTestCard } from '../test-cards.ts';
import { apiFaultKinds, operations, webhookFaultKinds } from './types.ts';

const probability = z.number().min(0).max(1).optional();
const count = z.int().min(1).optional();
const delayMs = z.number().min(0).max(86_400_000).optional();

export const apiFaultSchema = z.strictObject({
  operation: z.enum([...operations, 'any']),
  kind: z.enum(apiFaultKinds),
  probability,
  count,
  card: z
    .string()
    .refine((number) => findTestCard(number) !== undefined, { error: 'must be the number of a test card' })
    .optional(),
  delayMs,
  status: z.int().min(400).max(599).optional(),
  retryAfter: z.int().min(0).optional(),
});

export const webhookFaultSchema = z.strictObject({
  kind: z.enum(webhookFaultKinds),
  eventType: z
    .string()
    .refine((type) => ownEventTypes.has(type), { error: 'must be the name of an event' })
    .optional(),
  probability,
  count,
  delayMs,
});

export const seedPaymentSchema = z.strictObject({
  status: z.enum(paymentStatuses),
  amountInCents: z.int().min(1).max(9_999_999_999).optional(),
  currency: z.enum(['EUR', 'USD']).optional(),
  customerEmail: z.string().refine(isEmail, { error: 'must be an email' }).optional(),
  metadatas: z.record(z.string(), z.unknown()).optional(),
});

export const dashboardRefundSchema = z.strictObject({ amount: z.int().min(1).optional() }).optional();

export const resetSchema = z.strictObject({ seed: z.int().min(0).optional() }).optional();
export const advanceSchema = z.strictObject({
  ms: z
    .int()
    .min(0)
    .max(366 * 86_400_000),
});
export const challengeSchema = z.strictObject({ answer: z.enum(['approve', 'decline']) });
export const configureSchema = z.strictObject({
  url: z.string(),
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/),
  eventTypes: z
    .array(z.string().refine(isEventType, { error: 'must be the name of an event' }))
    .min(1)
    .optional(),
});
