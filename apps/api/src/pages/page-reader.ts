import { setTimeout } from 'node:timers/promises';
import { quoteInputSchema, quoteSchema, sessionRefSchema } from '@checkout/schemas/checkout';
import { sessionViewSchema } from '@checkout/schemas/session';
import { quote } from '../checkout/quote.ts';
import { findSessionView } from '../checkout/session-view.ts';
import type { Deps } from '../deps.ts';
import type { PageRequest } from './page-renderer.ts';

/** A rate that is known is answered without a call; the page does not wait for Inflow to name another. */
const QUOTE_WITHIN_MS = 50;

export type PageReader = {
  /** The answer of `checkout.get`, or that there is no such session. @throws when that cannot be known now. */
  session(sessionId: string): Promise<PageRequest['session']>;
  /** The answer of `checkout.quote`; null where it has none, or none soon. */
  quote(sessionId: string, billingCountry: string): Promise<PageRequest['quote']>;
};

/** Reads what a page shows, by the schemas of the procedures: the page then holds what those would answer, and no more. */
export function createPageReader(deps: Deps): PageReader {
  return {
    async session(sessionId) {
      // An id of the wrong form is as missing as an unknown one.
      const ref = sessionRefSchema.safeParse({ sessionId });
      const view = ref.success ? await findSessionView(deps.db, ref.data.sessionId) : null;
      return view === null ? 'missing' : sessionViewSchema.parse(view);
    },
    async quote(sessionId, billingCountry) {
      const input = quoteInputSchema.safeParse({ sessionId, billingCountry, purchasingAsBusiness: false });
      if (!input.success) return null;
      const answer = quote(deps, input.data).then((found) => quoteSchema.parse(found));
      const late = setTimeout(QUOTE_WITHIN_MS, null, { ref: false });
      return Promise.race([answer, late]).catch(() => null);
    },
  };
}
