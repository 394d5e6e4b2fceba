import { setTimeout } from 'node:timers/promises';
import { quoteInputSchema, quoteSchema, sessionRefSchema } from '@checkout/schemas/checkout';
import type { MerchantPage } from '@checkout/schemas/merchant-page';
import { type SessionView, sessionViewSchema } from '@checkout/schemas/session';
import { quote } from '../checkout/quote.ts';
import { findSessionView } from '../checkout/session-view.ts';
import { findSession } from '../db/sessions.ts';
import type { Deps } from '../deps.ts';
import type { PageRequest } from './page-renderer.ts';

/** A cached tax rate needs no call; the page does not wait longer for one that Inflow has to answer. */
const QUOTE_WITHIN_MS = 50;

export type PageReader = {
  /** The output of `checkout.get`, or `missing`. @throws when the session cannot be read now. */
  session(sessionId: string): Promise<PageRequest['session']>;
  /** The output of `checkout.quote` for what the form begins with; null where there is none, or none soon enough. */
  quote(session: SessionView, billingCountry: string | null): Promise<PageRequest['quote']>;
  /** Whose page it is; null: that of no session, or of one that is not there or cannot be read now. */
  merchant(sessionId: string | null): Promise<MerchantPage>;
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
    async quote({ sessionId, customer }, billingCountry) {
      const taxId = customer?.taxId ?? undefined;
      const input = quoteInputSchema.safeParse({
        sessionId,
        billingCountry: customer?.billingCountry ?? billingCountry,
        postalCode: customer?.postalCode ?? undefined,
        purchasingAsBusiness: Boolean(customer?.businessName ?? taxId),
        taxId,
      });
      if (!input.success) return null;
      const answer = quote(deps, input.data).then((found) => quoteSchema.parse(found));
      const late = setTimeout(QUOTE_WITHIN_MS, null, { ref: false });
      return Promise.race([answer, late]).catch(() => null);
    },
    async merchant(sessionId) {
      const ref = sessionRefSchema.safeParse({ sessionId });
      const session = ref.success ? await findSession(deps.db, ref.data.sessionId).catch(() => null) : null;
      return deps.pages.pageFor(session);
    },
  };
}
