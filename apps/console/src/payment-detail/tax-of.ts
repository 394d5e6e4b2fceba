import type { PaymentDetail } from '@checkout/schemas/console-payment';

type Amounts = Pick<
  NonNullable<PaymentDetail['payment']>,
  'amountInCents' | 'amountTaxesIncluded' | 'taxRateInPercentage'
>;

/**
 * What of the total is tax, in cents; null while Inflow has not computed it. Where the price includes tax, Inflow may say the total as
 * the amount too (open in its documentation): then the tax follows from the rate.
 */
export function taxOf({
  amountInCents,
  amountTaxesIncluded: total,
  taxRateInPercentage: rate,
}: Amounts): number | null {
  if (total === null) return null;
  if (total !== amountInCents || rate === null) return total - amountInCents;
  return Math.round((total * rate) / (100 + rate));
}
