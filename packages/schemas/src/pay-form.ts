import * as z from 'zod/mini';
import { customerSchema } from './customer.ts';
import { paymentMethodSchema } from './payment-method.ts';

/** What a shopper fills in to pay: the part of `checkout.pay` that the form of a page asks for. */
export const payFormSchema = z.object({ customer: customerSchema, paymentMethod: paymentMethodSchema });
/** Checked and normalised. */
export type PayForm = z.output<typeof payFormSchema>;
/** Before that. */
export type PayFormInput = z.input<typeof payFormSchema>;
