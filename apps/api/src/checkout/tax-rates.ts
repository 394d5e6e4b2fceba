import type { InflowClient } from '@checkout/inflow/client';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../app-error.ts';
import { readFailure } from '../attempts/provider-refusal.ts';

export type TaxPlace = { readonly country: string; readonly postalCode?: string | undefined };

export type TaxRates = {
  /**
   * In percent. `sessionId`: of the shopper who asks; null for a service, whose questions have no bound.
   * @throws AppError when Inflow cannot say it; `SLOW_DOWN` where it would take one call too many.
   */
  rate(place: TaxPlace, sessionId: string | null): Promise<number>;
};

const KEPT_MS = 10 * 60_000;
/** Where Inflow does not say a rate, it mostly goes on not saying it; a quote without one lets the shopper pay. */
const FAILURE_KEPT_MS = 30_000;
/** A shopper waits for the quote, and can pay without one. */
const WAIT_MS = 4_000;

/**
 * Calls to Inflow that the shoppers of one process may cause. A shopper chooses the postal code, so without a bound one shopper could
 * use up the account's rate limit, which payments need. The bound of a session keeps one shopper from using up the bound of the process.
 */
const SESSION_CALLS = { points: 6, duration: 15 };
const PROCESS_CALLS = { points: 10, duration: 1 };

/** Inflow's rates, kept for ten minutes. A quote informs; what is charged is Inflow's own computation. */
export function createTaxRates(
  inflow: Pick<InflowClient, 'taxRate'>,
  log: Logger,
  clock: { now(): number } = performance,
): TaxRates {
  // Promises, so that equal questions at the same time share one call.
  const kept = new LRUCache<string, Promise<number>>({
    max: 1_000,
    ttl: KEPT_MS,
    perf: clock,
    ttlResolution: 0,
  });
  const perSession = new RateLimiterMemory(SESSION_CALLS);
  const perProcess = new RateLimiterMemory(PROCESS_CALLS);

  async function checkBounds(sessionId: string): Promise<void> {
    try {
      await perSession.consume(sessionId);
      await perProcess.consume('process');
    } catch (over) {
      if (!(over instanceof RateLimiterRes)) throw over;
      throw new AppError('SLOW_DOWN', undefined, Math.max(1, Math.ceil(over.msBeforeNext / 1_000)));
    }
  }

  async function ask(place: TaxPlace, sessionId: string | null): Promise<number> {
    if (sessionId !== null) await checkBounds(sessionId);
    const answer = await inflow.taxRate(place, { timeoutMs: WAIT_MS }).catch((error: unknown) => {
      log.warn({ err: error, country: place.country }, 'the tax rate could not be read');
      const failure = readFailure(error);
      // No place is missing: the address of the rate is.
      throw failure?.reason === 'NOT_FOUND' ? new AppError('PROVIDER_UNAVAILABLE') : (failure ?? error);
    });
    return answer.taxRateInPercentage;
  }

  return {
    rate(place, sessionId) {
      const key = `${place.country} ${place.postalCode ?? ''}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const asked = ask(place, sessionId);
      kept.set(key, asked);
      asked.catch((error: unknown) => {
        // One shopper's bound says nothing to the next one.
        if (error instanceof AppError && error.reason === 'SLOW_DOWN') kept.delete(key);
        else kept.set(key, asked, { ttl: FAILURE_KEPT_MS });
      });
      return asked;
    },
  };
}
