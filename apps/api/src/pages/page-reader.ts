import { setTimeout } from 'node:timers/promises';
import { quoteInputSchema, quoteSchema, sessionRefSchema } from '@checkout/schemas/checkout';
import { sessionViewSchema } from '@checkout/schemas/session';
import { quote } from '../checkout/quote.ts';
import { findSessionView } from '../checkout/session-view.ts';
import type { Deps } from '../deps.ts';
import type { PageRequest } from './page-renderer.ts';

/** A cached tax rate needs no call; the page does not wait longer for one that Inflow has to answer. */
const QUOTE_WITHIN_MS = 50;

export type PageReader = {
  /** The output of `checkout.get`, or `missing`. @throws when the session cannot be read now. */
  session(sessionId: string): Promise<PageRequest['session']>;
  /** The output of `checkout.quote`; null where there is none, or none soon enough. */
  quote(sessionId: string, billingCountry: string): Promise<PageRequest['quote']>;
};

/** Reads what a page shows, by the output schemas of the procedures, so that the page holds nothing that they would not return. */
export function createPageReader(deps: Deps): PageReader {
  return {
    async session(sessionId) {
      // An id of the wrong form is as missing as an unknown one.
      const ref = sessionRefSchema.safeParse({ sessionId });
      const view = ref.success ? await findSessionView(deps, ref.data.sessionId) : null;
      if (view === null) return 'missing';
      deps.funnel?.note(view.sessionId, 'opened');
      return sessionViewSchema.parse(view);
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
