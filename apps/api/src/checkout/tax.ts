import type { InflowClient } from '@checkout/inflow/client';
import type { Quote } from '@checkout/schemas/checkout';
import { isEuMember } from '@checkout/schemas/country';
import type { Currency } from '@checkout/schemas/money';
import { readFailure } from '../attempts/provider-refusal.ts';

const CACHE_MS = 10 * 60_000;
const CACHE_ENTRIES = 1_000;

export type TaxRates = { rate(country: string, postalCode?: string | undefined): Promise<number> };

/** Inflow's rates in percent, kept for ten minutes. A quote informs; what is charged is Inflow's own computation. */
export function createTaxRates(inflow: Pick<InflowClient, 'taxRate'>, now: () => Date): TaxRates {
  const cache = new Map<string, { rate: number; until: number }>();
  return {
    async rate(country, postalCode) {
      const key = `${country} ${postalCode ?? ''}`;
      const kept = cache.get(key);
      if (kept !== undefined && kept.until > now().getTime()) return kept.rate;
      const rate = await inflow.taxRate({ country, postalCode }).then(
        (answer) => answer.taxRateInPercentage,
        (error: unknown) => {
          throw readFailure(error) ?? error;
        },
      );
      if (cache.size >= CACHE_ENTRIES) cache.clear();
      cache.set(key, { rate, until: now().getTime() + CACHE_MS });
      return rate;
    },
  };
}

/** Tax in cents of an amount in cents before tax, half a cent rounded up. Whole numbers only: 8.1 % is 8100 per 100 000. */
export function taxOn(amount: number, ratePercent: number): number {
  return Math.floor((amount * Math.round(ratePercent * 1000) + 50_000) / 100_000);
}

type Basis = { billingCountry: string; purchasingAsBusiness: boolean; taxId?: string | undefined };

/** A business purchase in the EU is reverse-charged: the buyer owes the tax, none is added (inflow/README, "Tax"). */
export function isReverseCharged(basis: Basis): boolean {
  return basis.purchasingAsBusiness && basis.taxId !== undefined && isEuMember(basis.billingCountry);
}

export function quoteFor(of: { subtotal: number; currency: Currency; basis: Basis; rate: number }): Quote {
  const reverseCharge = isReverseCharged(of.basis);
  const rate = reverseCharge ? 0 : of.rate;
  const tax = taxOn(of.subtotal, rate);
  return {
    currency: of.currency,
    subtotal: of.subtotal,
    tax,
    total: of.subtotal + tax,
    rate,
    taxCountry: of.basis.billingCountry,
    reverseCharge,
  };
}
