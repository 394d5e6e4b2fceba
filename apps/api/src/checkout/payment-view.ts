import { isEuMember } from '@checkout/schemas/country';
import type { Payment } from '@checkout/schemas/payment';
import type { AttemptRow } from '../attempts/store.ts';
import type { ReadPaymentRow } from '../db/payments.ts';

/** What only our own row of the attempt says of its buyer. */
type Bought = Pick<AttemptRow, 'cardBrand' | 'cardLast4' | 'businessName' | 'taxId'>;

/** A payment for its shopper. `bought`: its attempt, where there is one. */
export function paymentView(row: ReadPaymentRow, bought: Bought | null): Payment {
  const { amount, amountTaxesIncluded } = row.largeAmounts ?? row;
  const business = businessOf(bought);
  return {
    id: row.id,
    status: row.status,
    currency: row.currency,
    amountInCents: amount,
    amountTaxesIncluded,
    taxRateInPercentage: row.taxRate,
    taxCountry: row.taxCountry,
    customerEmail: row.customerEmail,
    card: cardOf(bought),
    business,
    // By the tax that Inflow charged, and not by what was asked for: a business at home pays tax.
    reverseCharge:
      business !== null && row.taxRate === 0 && row.taxCountry !== null && isEuMember(row.taxCountry),
    products: row.products,
    createdAt: row.providerCreatedAt?.toISOString() ?? null,
    updatedAt: row.providerUpdatedAt?.toISOString() ?? null,
  };
}

function cardOf(bought: Bought | null): Payment['card'] {
  const last4 = bought?.cardLast4 ?? null;
  return last4 === null ? null : { brand: bought?.cardBrand ?? null, last4 };
}

function businessOf(bought: Bought | null): Payment['business'] {
  const { businessName = null, taxId = null } = bought ?? {};
  return businessName === null || taxId === null ? null : { name: businessName, taxId };
}
