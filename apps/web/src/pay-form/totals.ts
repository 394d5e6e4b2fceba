import type { Quote } from '@checkout/schemas/checkout';
import type { Outcome } from '@checkout/schemas/outcome';
import type { Payment } from '@checkout/schemas/payment';
import type { SessionView } from '@checkout/schemas/session';
import { taxWithin } from '@checkout/schemas/tax';

/** What an order costs with its tax. Amounts in cents; `rate` in percent, null where Inflow does not say it. */
export type Totals = {
  readonly currency: string;
  readonly subtotal: number;
  /** Null only where the prices include it and Inflow does not say how much it is. */
  readonly tax: number | null;
  readonly total: number;
  readonly rate: number | null;
  /** The prices include the tax: their sum is the total. */
  readonly taxIncluded: boolean;
  readonly taxCountry: string | null;
  readonly reverseCharge: boolean;
};

/** The totals as the page shows them, beside the form or an agreement. */
export type ShownTotals = {
  /** The last known totals; they stay while new ones are worked out. */
  readonly totals: Totals | undefined;
  /** Whether `totals` are not (yet) those for what the form says. */
  readonly updating: boolean;
  /** There is no quote for what the form says: the shopper sees the total once the payment is created, and agrees to it then. */
  readonly taxLater: boolean;
  /** The quote waits for the ZIP code. */
  readonly needsZip: boolean;
};

type Priced = Pick<SessionView, 'currency' | 'subtotal' | 'pricingMode'>;

/** Undefined where neither Inflow nor the price says the total. An api of an earlier version names no pricing mode. */
export function totalsOfQuote({ pricingMode, total, ...quote }: Quote): Totals | undefined {
  const taxIncluded = pricingMode === 'TAX_INCLUSIVE';
  return total === null || (quote.tax === null && !taxIncluded)
    ? undefined
    : { ...quote, total, taxIncluded };
}

/** Before there is a quote: where the prices include the tax, the total is known. */
export function totalsOfPrice({ currency, subtotal, pricingMode }: Priced): Totals | undefined {
  if (pricingMode !== 'TAX_INCLUSIVE') return undefined;
  return {
    currency,
    subtotal,
    tax: null,
    total: subtotal,
    rate: null,
    taxIncluded: true,
    taxCountry: null,
    reverseCharge: false,
  };
}

/** A payment that is confirmed once the shopper agrees to its total. */
export type Agreement = Extract<Outcome, { status: 'requires_agreement' }>;

/** Also of a payment that was paid. Where Inflow has added the tax to prices that include it, the total says so. */
export function totalsOfPayment(
  payment: Pick<Payment, 'currency' | 'taxRateInPercentage' | 'taxCountry'>,
  total: number,
  // Of the session: whether a payment's own amount includes the tax depends on its pricing mode.
  { subtotal, pricingMode }: Priced,
): Totals {
  const { currency, taxRateInPercentage: rate, taxCountry } = payment;
  const taxIncluded = pricingMode === 'TAX_INCLUSIVE' && total === subtotal;
  const within = rate === null ? null : taxWithin(total, rate);
  const tax = taxIncluded ? within : total - subtotal;
  return { currency, subtotal, tax, total, rate, taxIncluded, taxCountry, reverseCharge: false };
}

export function totalsOfAgreement({ payment, total }: Agreement, view: Priced): Totals {
  return totalsOfPayment(payment, total, view);
}
