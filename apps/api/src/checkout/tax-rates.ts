import type { InflowClient } from '@checkout/inflow/client';
import { LRUCache } from 'lru-cache';
import { readFailure } from '../attempts/provider-refusal.ts';

export type TaxRates = {
  /** In percent. @throws AppError when Inflow cannot say it. */
  rate(country: string, postalCode?: string | undefined): Promise<number>;
};

/** Inflow's rates, kept for ten minutes. A quote informs; what is charged is Inflow's own computation. */
export function createTaxRates(
  inflow: Pick<InflowClient, 'taxRate'>,
  clock: { now(): number } = performance,
): TaxRates {
  const kept = new LRUCache<string, { rate: number }>({
    max: 1_000,
    ttl: 10 * 60_000,
    perf: clock,
    ttlResolution: 0,
  });
  return {
    async rate(country, postalCode) {
      const key = `${country} ${postalCode ?? ''}`;
      const known = kept.get(key);
      if (known !== undefined) return known.rate;
      const rate = await inflow.taxRate({ country, postalCode }).then(
        (answer) => answer.taxRateInPercentage,
        (error: unknown) => {
          throw readFailure(error) ?? error;
        },
      );
      kept.set(key, { rate });
      return rate;
    },
  };
}
