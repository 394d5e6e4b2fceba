import { SealedCard } from '@checkout/inflow/sealed-card';
import type { Card } from '@checkout/schemas/card';
import { brandOf } from '@checkout/schemas/card-brand';
import { type PayInput, payInputSchema } from '@checkout/schemas/checkout';
import type { PaymentMethod } from '@checkout/schemas/payment-method';
import { type CreatePayment, createPaymentSchema } from '@checkout/schemas/service';
import * as z from 'zod/mini';

/** A payment method whose card cannot be serialised. */
export type SealedMethod =
  | (Omit<Extract<PaymentMethod, { type: 'card' }>, 'card'> & { card: SealedCard })
  | Extract<PaymentMethod, { type: 'saved' }>;

/** `checkout.pay` and `payments.create` as the services get them: sealed by the schema, as soon as the card is validated. */
export type SealedPayInput = Omit<PayInput, 'paymentMethod'> & { paymentMethod: SealedMethod };
export type SealedCreatePayment = Omit<CreatePayment, 'card'> & { card?: SealedCard | undefined };

export const sealedPayInputSchema = z.pipe(
  payInputSchema,
  z.transform(({ paymentMethod: method, ...input }): SealedPayInput => {
    const paymentMethod = method.type === 'card' ? { ...method, card: seal(method.card) } : method;
    return { ...input, paymentMethod };
  }),
);

export const sealedCreatePaymentSchema = z.pipe(
  createPaymentSchema,
  z.transform(
    ({ card, ...input }): SealedCreatePayment =>
      card === undefined ? input : { ...input, card: seal(card) },
  ),
);

export function seal(card: Card): SealedCard {
  return new SealedCard({ ...card, brand: brandOf(card.number)?.id ?? null });
}

/** Wipes the card of an input, however the call ended. */
export function eraseCard(input: SealedPayInput | SealedCreatePayment): void {
  if ('paymentMethod' in input) {
    if (input.paymentMethod.type === 'card') input.paymentMethod.card.erase();
  } else {
    input.card?.erase();
  }
}
