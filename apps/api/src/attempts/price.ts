import type { Payment } from '@checkout/inflow/wire';
import type { AttemptRow } from './store.ts';

/** What a payment says that it costs. */
type Costs = Pick<Payment, 'amountInCents' | 'amountTaxesIncluded'>;

/** What its attempt was begun for. */
export type Price = Pick<AttemptRow, 'amount' | 'pricingMode'>;

/**
 * Whether a payment is of this price, as far as it says. Under `TAX_INCLUSIVE` it is open whether `amountInCents` is the price or the price less
 * its tax (inflow/README, "Open points"), so the total decides, and a total that is left out contradicts nothing. Where Inflow has added
 * the tax to the price all the same, it is a payment of this price with another total, about which the shopper is asked.
 */
export function isOfPrice(
  { amountInCents, amountTaxesIncluded: total }: Costs,
  { amount, pricingMode }: Price,
): boolean {
  if (pricingMode === 'TAX_EXCLUSIVE') return amountInCents === amount;
  if (amountInCents > amount) return false;
  return total === null || total === amount || (total > amount && amountInCents === amount);
}

/**
 * Whether what was charged is what was agreed to, where the price is the total. No confirm is sent before its total was read, so after one a
 * response that leaves the total out contradicts nothing. Without tax in the price, the total is compared before the confirm alone.
 */
export function isOfAgreedTotal(
  { amountTaxesIncluded: total }: Costs,
  attempt: Price & Pick<AttemptRow, 'agreedTotal' | 'confirmsSent'>,
): boolean {
  if (attempt.pricingMode === 'TAX_EXCLUSIVE') return true;
  if (total === null) return attempt.confirmsSent > 0;
  return total === attempt.amount || total === attempt.agreedTotal;
}

/**
 * What a payment cost whose attempt is not known here any more: Inflow does not repeat the pricing mode, but the products that were sent
 * have their prices. Null where they do not add up.
 */
export function priceOf(
  payment: Costs & Pick<Payment, 'taxRateInPercentage'>,
  subtotal: number,
): Price | null {
  const { amountInCents, amountTaxesIncluded: total, taxRateInPercentage: rate } = payment;
  if (total === subtotal && amountInCents <= subtotal && rate !== null && rate > 0)
    return { amount: subtotal, pricingMode: 'TAX_INCLUSIVE' };
  return amountInCents === subtotal ? { amount: subtotal, pricingMode: 'TAX_EXCLUSIVE' } : null;
}
