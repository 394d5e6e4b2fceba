import type { Quote } from '@checkout/schemas/checkout';
import type { Decline } from '@checkout/schemas/decline';
import type { Outcome } from '@checkout/schemas/outcome';

/** Not a word about the card: nothing was confirmed, because the total is no longer the one that was agreed to. */
export function isTotalChanged(decline: Decline): boolean {
  return decline.code === 'total_changed';
}

/**
 * The quote with the total that Inflow computed for the payment, which is the one that will be charged: it wins over
 * a quote that has not caught up, but only for the country that it was computed for.
 */
export function withChangedTotal(quote: Quote, outcome: Outcome | null): Quote {
  if (outcome?.status !== 'declined' || !isTotalChanged(outcome.decline)) return quote;
  const { payment } = outcome;
  const total = payment?.amountTaxesIncluded ?? null;
  if (payment === null || total === null || payment.currency !== quote.currency) return quote;
  if (payment.taxCountry !== null && payment.taxCountry !== quote.taxCountry) return quote;
  return {
    ...quote,
    total,
    tax: total - quote.subtotal,
    rate: payment.taxRateInPercentage ?? quote.rate,
    reverseCharge: quote.reverseCharge && total === quote.subtotal,
  };
}
