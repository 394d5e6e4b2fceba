import type { Quote } from '@checkout/schemas/checkout';
import type { Outcome } from '@checkout/schemas/outcome';
import type { SessionView } from '@checkout/schemas/session';

/** What an order costs with its tax. Amounts in cents; `rate` in percent, null where Inflow does not say it. */
export type Totals = {
  readonly currency: string;
  readonly subtotal: number;
  readonly tax: number;
  readonly total: number;
  readonly rate: number | null;
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
};

/** Undefined where Inflow does not say the rate. */
export function totalsOfQuote(quote: Quote): Totals | undefined {
  const { tax, total } = quote;
  return tax === null || total === null ? undefined : { ...quote, tax, total };
}

/** A payment that is confirmed once the shopper agrees to its total. */
export type Agreement = Extract<Outcome, { status: 'requires_agreement' }>;

export function totalsOfAgreement(
  { payment, total }: Agreement,
  { subtotal }: Pick<SessionView, 'subtotal'>,
): Totals {
  return {
    currency: payment.currency,
    // Of the session: whether a payment's own amount includes the tax depends on its pricing mode.
    subtotal,
    tax: total - subtotal,
    total,
    rate: payment.taxRateInPercentage,
    reverseCharge: false,
  };
}
