import { setTimeout } from 'node:timers/promises';
import { TRPCError } from '@trpc/server';
import type { Services } from '../services.ts';
import { publicError } from '../trpc/errors.ts';
import { createCallerFactory } from '../trpc/procedures.ts';
import { appRouter } from '../trpc/router.ts';
import type { PageRequest } from './page-renderer.ts';

const createCaller = createCallerFactory(appRouter);

/** A rate that is known is answered at once; the page does not wait for Inflow to name another. */
const QUOTE_WITHIN_MS = 50;

export type PageReader = {
  /** The answer of `checkout.get`, or that there is no such session. @throws when that cannot be known now. */
  session(sessionId: string): Promise<PageRequest['session']>;
  /** The answer of `checkout.quote`; null where it has none, or none soon. */
  quote(sessionId: string, billingCountry: string): Promise<PageRequest['quote']>;
};

/** Reads what a page shows by the procedures themselves: the page then holds what those would answer, and no more. */
export function createPageReader(services: Services): PageReader {
  const { checkout } = createCaller({ caller: { kind: 'anyone' }, client: null, services });
  return {
    async session(sessionId) {
      try {
        return await checkout.get({ sessionId });
      } catch (error) {
        // An id of the wrong form is as missing as an unknown one.
        if (error instanceof TRPCError && ['NOT_FOUND', 'INVALID_INPUT'].includes(publicError(error).reason))
          return 'missing';
        throw error;
      }
    },
    async quote(sessionId, billingCountry) {
      const quote = checkout.quote({ sessionId, billingCountry, purchasingAsBusiness: false });
      const late = setTimeout(QUOTE_WITHIN_MS, null, { ref: false });
      return Promise.race([quote, late]).catch(() => null);
    },
  };
}
