/** Webhook endpoints registered at Inflow, and the bodies it delivers to them. */
import { z } from 'zod';
import { PaymentSchema } from './wire.ts';
import { openEnum, orNull } from './wire-fields.ts';

export const KNOWN_WEBHOOK_STATUSES = ['enabled', 'disabled'] as const;

export const RegisteredWebhookSchema = z.object({
  webhookId: z.string().min(1),
  webhookUrl: orNull(z.string()),
  /** `whsec_…` */
  secret: z.string().min(1),
});

/** As documented for `/status`; entries of a list and single endpoints are read by the same schema. */
export const WebhookEndpointSchema = z.object({
  webhookId: z.string().min(1),
  webhookUrl: orNull(z.string()),
  status: orNull(openEnum(KNOWN_WEBHOOK_STATUSES)),
  failureReason: orNull(z.string()),
});

/** Of `GET /api/webhook/{id}/secret`. */
export const WebhookSecretSchema = z.object({ secret: z.string().min(1) });

/** A delivered payment: a hint to read the real one, so nothing but the id is required. */
export const WebhookPaymentSchema = PaymentSchema.extend({
  amountInCents: orNull(PaymentSchema.shape.amountInCents),
  currency: orNull(PaymentSchema.shape.currency),
  status: orNull(PaymentSchema.shape.status),
});

export const SubMerchantSchema = z.object({ id: z.string().min(1), merchantName: orNull(z.string()) });

/** The envelope of a delivery and of each event in it; payloads are parsed one by one. */
export const WebhookBatchSchema = z.object({ data: z.array(z.unknown()) });
export const WebhookItemSchema = z.object({ eventType: z.string().min(1), payload: z.unknown().optional() });

/** Around a marketplace's payment, in events named `connect.…`. */
export const ConnectPayloadSchema = z.object({
  object: z.literal('connect_event'),
  subMerchant: SubMerchantSchema.nullable().catch(null),
  data: z.unknown().optional(),
});

export type RegisteredWebhook = z.infer<typeof RegisteredWebhookSchema>;
export type WebhookEndpoint = z.infer<typeof WebhookEndpointSchema>;
export type WebhookPayment = z.infer<typeof WebhookPaymentSchema>;
export type SubMerchant = z.infer<typeof SubMerchantSchema>;
