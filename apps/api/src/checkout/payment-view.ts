import type { Payment } from '@checkout/schemas/payment';
import type { ReadPaymentRow } from '../db/payments.ts';

/** A payment for its shopper. */
export function paymentView(row: ReadPaymentRow): Payment {
  const { amount, amountTaxesIncluded } = row.largeAmounts ?? row;
  return {
    id: row.id,
    status: row.status,
    currency: row.currency,
    amountInCents: amount,
    amountTaxesIncluded,
    taxRateInPercentage: row.taxRate,
    taxCountry: row.taxCountry,
    customerEmail: row.customerEmail,
    products: row.products,
    createdAt: row.providerCreatedAt?.toISOString() ?? null,
    updatedAt: row.providerUpdatedAt?.toISOString() ?? null,
  };
}
