import * as z from 'zod/mini';
import { cardSchema } from './card.ts';
import { orDefault } from './text.ts';

/**
 * `card` may be saved for next time; `saved` charges the customer's last saved card. Inflow's two flags
 * (`savePaymentMethod`, `useCustomerPaymentMethod`) exclude each other; this type cannot express both.
 */
export const paymentMethodSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('card'), card: cardSchema, save: orDefault(z.boolean('invalid'), false) }),
  z.object({ type: z.literal('saved') }),
]);
export type PaymentMethod = z.output<typeof paymentMethodSchema>;
