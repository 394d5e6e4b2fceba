/**
 * Request bodies. The schemas drop undocumented fields. The conditional rules (postal code for the US, business name and
 * tax id, saved card or card) are left to Inflow, so that they are in one place.
 */
import { z } from 'zod';
import { SealedCard } from './sealed-card.ts';
import { ProductSchema } from './wire.ts';

export const CreatePaymentRequestSchema = z.object({
  products: z.array(ProductSchema).readonly(),
  currency: z.enum(['EUR', 'USD']),
  /** Identifies the customer and thereby the saved card. */
  customerEmail: z.string(),
  /** ISO 3166-1 alpha-2. */
  billingCountry: z.string(),
  purchasingAsBusiness: z.boolean(),
  /** Required by Inflow when `billingCountry` is `US`. */
  postalCode: z.string().optional(),
  /** With `taxId`, required by Inflow when `purchasingAsBusiness`. */
  businessName: z.string().optional(),
  taxId: z.string().optional(),
  /** Raise the 3DS success rate. */
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  /** Excludes `useCustomerPaymentMethod`. */
  savePaymentMethod: z.boolean().optional(),
  /** Charges the customer's last saved card; then there is no `card`. */
  useCustomerPaymentMethod: z.boolean().optional(),
  autoConfirm: z.boolean().optional(),
  pricingMode: z.enum(['TAX_EXCLUSIVE', 'TAX_INCLUSIVE']).optional(),
  threeDsSuccessUrl: z.string().optional(),
  threeDsFailureUrl: z.string().optional(),
  /** Returned on the payment and in webhooks. */
  metadatas: z.record(z.string(), z.unknown()).optional(),
  card: z.instanceof(SealedCard).optional(),
});

/** "The fields to change": any documented field of a create but the card, which only the card host may receive. */
export const UpdatePaymentRequestSchema = CreatePaymentRequestSchema.omit({ card: true }).partial();

export const RefundRequestSchema = z.object({ reason: z.string().optional() });

export type CreatePaymentRequest = z.infer<typeof CreatePaymentRequestSchema>;
export type UpdatePaymentRequest = z.infer<typeof UpdatePaymentRequestSchema>;
export type RefundRequest = z.infer<typeof RefundRequestSchema>;
